/**
 * Units that the stack has recorded. Only the engine has the state; it answers with the outputs of a stack as they were last recorded, also for the
 * stack that is running.
 */
import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import type { UnitNode } from "./node.js";

const LEVELS = new Map<string, UnitNode["level"]>([
    ["pulumi-nodejs:dynamic/cvg:Customer", "customer"],
    ["pulumi-nodejs:dynamic/cvg:Account", "account"],
    ["pulumi-nodejs:dynamic/cvg:Project", "project"],
]);

/** What the SDK keeps in a resource beside its public fields. */
interface Inside {
    readonly __name?: string;
    readonly __pulumiType?: string;
    readonly __parentResource?: pulumi.Resource;
}

const text = () => z.string().optional().catch(undefined);
const Entry = z.lazy(() =>
    z.object({
        type: z.string(),
        outputs: z.looseObject({
            name: text(),
            customer: text(),
            account: text(),
            active: z.unknown(),
            platformNumbers: z.array(z.string()).optional().catch(undefined),
        }),
    }),
);
const Recorded = z.lazy(() => z.object({ outputs: z.record(z.string(), z.unknown()) }));

/** Where a resource stands in the program. */
export interface PlaceInProgram {
    /** Types of the components that it is in, and its own. With the logical name that is all that a URN says of a place. */
    readonly types: string;
    /** Logical name. */
    readonly by: string;
}

/** A unit by the last run. */
export interface RecordedUnit extends PlaceInProgram {
    readonly urn: string;
    readonly level: UnitNode["level"];
    /** Display name. */
    readonly name: string;
    /** Token of the unit above; undefined for a customer. */
    readonly above: string | undefined;
    readonly active: boolean;
    readonly numbers: readonly string[];
}

export const keyOf = ({ types, by }: PlaceInProgram): string => `${types}::${by}`;

/** The component that a resource is in; the stack is none. */
export const within = ({ __parentResource: parent }: pulumi.Resource & Inside): (pulumi.Resource & Inside) | undefined =>
    parent === pulumi.runtime.getStackResource() ? undefined : parent;

function typesOf(resource: pulumi.Resource & Inside): string {
    const above = within(resource);
    const own = resource.__pulumiType ?? "";
    return above === undefined ? own : `${typesOf(above)}$${own}`;
}

export const placeInProgram = (resource: pulumi.Resource & Inside): PlaceInProgram => ({
    types: typesOf(resource),
    by: resource.__name ?? "",
});

function unitIn(urn: string, entry: unknown): readonly RecordedUnit[] {
    const { success, data } = Entry.safeParse(entry);
    const [, , types = "", ...names] = urn.split("::");
    const level = LEVELS.get(types.split("$").at(-1) ?? "");
    if (!success || level === undefined) return [];
    const { name, customer, account, active, platformNumbers = [] } = data.outputs;
    const above = { customer: undefined, account: customer, project: account }[level];
    if (name === undefined || (above === undefined && level !== "customer")) return [];
    return [{ urn, by: names.join("::"), types, level, name, above, active: active !== false, numbers: platformNumbers }];
}

async function recorded(): Promise<readonly RecordedUnit[]> {
    const stackName = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
    const answer: unknown = await pulumi.runtime.invoke("pulumi:pulumi:readStackResourceOutputs", { stackName });
    const { data } = Recorded.safeParse(answer);
    return Object.entries(data?.outputs ?? {}).flatMap(([urn, entry]) => unitIn(urn, entry));
}

/** Asks once; none where the backend does not answer. */
export class RecordedUnits {
    #all: Promise<readonly RecordedUnit[]> | undefined;

    all(): Promise<readonly RecordedUnit[]> {
        this.#all ??= recorded().catch(() => []);
        return this.#all;
    }
}
