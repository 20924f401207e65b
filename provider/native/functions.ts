/** The functions of the plugin: look-ups, with the arguments and the answers that they have for programs in TypeScript. */
import { type InvokeRequest, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import type { Wire } from "../engine/protocol.js";
import { current } from "../engine/session.js";
import { received } from "../engine/wire-values.js";
import { CATALOGUE, CvgError } from "../errors/index.js";
import { findReseller, findUnit, type Sought } from "../gateway/index.js";
import { fromStruct, toStruct } from "./answers.js";

const unitOf =
    (caller: string, level: Sought["level"], inside?: "customer" | "account") =>
    async (args: Wire): Promise<object> => {
        const textOf = (what: string): string => {
            const value = received(args[what]);
            if (typeof value === "string") return value;
            throw CvgError.of(CATALOGUE.CVG326.says.output({ caller, what }));
        };
        const above = inside === undefined ? undefined : textOf(inside);
        const { gateway } = await current();
        return await findUnit(gateway, { caller, level, above, name: textOf("name") });
    };

const FUNCTIONS: ReadonlyMap<string, (args: Wire) => Promise<object>> = new Map([
    ["cvg:index:getReseller", async () => await findReseller((await current()).gateway)],
    ["cvg:index:getCustomer", unitOf("getCustomer", "customer")],
    ["cvg:index:getAccount", unitOf("getAccount", "account", "customer")],
    ["cvg:index:getProject", unitOf("getProject", "project", "account")],
]);

/** @throws Error for a function that the plugin does not have; otherwise what the function throws */
export async function invoke(request: InvokeRequest): Promise<InvokeResponse> {
    const found = FUNCTIONS.get(request.getTok());
    if (found === undefined)
        throw new Error(`${request.getTok()} is no function of this plugin; it has ${[...FUNCTIONS.keys()].join(", ")}.`);
    return new InvokeResponse().setReturn(toStruct({ ...(await found(fromStruct(request.getArgs()))) }));
}
