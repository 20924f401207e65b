/** A recorded stack: what the engine held, and what the gateway held, when it was written. Another gateway makes other tokens. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Console } from "../../harness/console.js";
import type { ResourceState } from "../../harness/stack-state.js";

const Body = z.record(z.string(), z.unknown());
const Resource = z.object({
    urn: z.string(),
    type: z.string(),
    name: z.string(),
    id: z.string(),
    inputs: Body,
    outputs: Body,
});

export const Recorded = z.object({
    /** Token of the reseller. */
    reseller: z.string(),
    resellerBody: Body,
    /** Each before those below it. */
    units: z.array(
        z.object({
            level: z.enum(["customer", "account", "project"]),
            token: z.string(),
            above: z.string(),
            inactive: z.boolean(),
            body: Body,
        }),
    ),
    resources: z.array(Resource),
});
export type Recorded = z.infer<typeof Recorded>;

export const recordedFile = (version: number): string => join(__dirname, `recorded-v${version}.json`);

/** Makes the recorded units in a new gateway. @returns what the engine holds of them, with the tokens and dates of that gateway */
export async function replant(version: number, console: Console, reseller: string): Promise<ReadonlyMap<string, ResourceState>> {
    const recorded = Recorded.parse(JSON.parse(readFileSync(recordedFile(version), "utf8")));
    const replaced = new Map([[recorded.reseller, reseller]]);
    const here = (token: string): string => replaced.get(token) ?? token;
    await console.post(`/reseller/${reseller}`, recorded.resellerBody);
    for (const { level, token, above, body, inactive } of recorded.units) {
        const known = new Set((await console.everyUnit()).map((unit) => unit.token));
        await console.post(`/${level}s/${reseller}${level === "customer" ? "" : `/${here(above)}`}`, body);
        const made = (await console.everyUnit()).find((unit) => !known.has(unit.token));
        if (made === undefined) throw new Error(`${level} ${token} was not made`);
        replaced.set(token, made.token);
        if (!inactive) continue;
        await console.delete(`/${level === "customer" ? "customers" : level}/${reseller}/${made.token}`);
        const planned = (await console.everyUnit()).find((unit) => unit.token === made.token)?.purgeAt;
        const [was] = recorded.resources.filter(({ id }) => id === token).map(({ outputs }) => z.string().parse(outputs.purgeAt));
        if (was !== undefined) replaced.set(was, new Date(planned ?? 0).toISOString());
    }
    const text = [...replaced].reduce((json, [was, is]) => json.replaceAll(was, is), JSON.stringify(recorded.resources));
    return new Map(
        z
            .array(Resource)
            .parse(JSON.parse(text))
            .map((resource) => [resource.name, resource]),
    );
}
