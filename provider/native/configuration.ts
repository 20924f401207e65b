/** The configuration of one provider of a program: each has a process of its own, so a program may name several resellers. */
import type { ConfigureRequest } from "@pulumi/pulumi/proto/provider_pb.js";
import { received } from "../engine/wire-values.js";
import { fromStruct } from "./answers.js";

/** Texts, numbers and switches travel as any of these, by the language that a program is written in. */
function textOf(value: unknown): string | undefined {
    if (typeof value === "string") return value;
    return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** The configuration by key, as `pulumi config set cvg:KEY`, or an explicit provider, gave it. */
export function configurationIn(request: ConfigureRequest): (key: string) => string | undefined {
    const args = fromStruct(request.getArgs());
    const variables = new Map(request.getVariablesMap().entries());
    return (key) => textOf(received(args[key])) ?? textOf(received(args[`cvg:${key}`])) ?? variables.get(`cvg:config:${key}`);
}
