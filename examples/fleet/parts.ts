/** Which stacks a file makes, and what each of them depends on: that, and the program's version, is what `--only-changed` compares. */
import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { tenantsIn } from "./program.ts";

export interface Part {
    readonly stack: string;
    /** The file as if it had only this stack's tenants. */
    readonly text: string;
    /** A hash of all that the stack depends on. */
    readonly inputs: string;
}

const Tenants = z.record(z.string(), z.unknown());
const File = z.looseObject({ "x-stacks": z.record(z.string(), z.array(z.string())).default({}), tenants: Tenants });

/** The same units at another gateway, or by another program, are not the same. */
function programVersion(): readonly string[] {
    const { version } = z.object({ version: z.string() }).parse(createRequire(import.meta.url)("pulumi-cvg/package.json"));
    const own = readFileSync(new URL("program.ts", import.meta.url), "utf8");
    return [own, version, process.env.CVG_ENDPOINT ?? "", process.env.CVG_RESELLER ?? ""];
}

/** The names in `token: { secret: botToken }`, wherever they stand. */
function secretsIn(value: unknown): readonly string[] {
    if (typeof value !== "object" || value === null) return [];
    const own = "secret" in value && typeof value.secret === "string" ? [value.secret] : [];
    return [...own, ...Object.values(value).flatMap(secretsIn)];
}

/** What the values of a part's secrets are is told by a hash that nobody without the passphrase can try values against; without a passphrase it is not told. */
function secretHashes(part: unknown): readonly string[] {
    const { PULUMI_CONFIG_PASSPHRASE: own, PULUMI_CONFIG_PASSPHRASE_FILE: file } = process.env;
    const passphrase = own ?? (file === undefined ? "" : readFileSync(file, "utf8").trim());
    if (passphrase === "") return [];
    const hash = (name: string) =>
        createHmac("sha256", passphrase)
            .update(`${name}=${process.env[`TENANT_SECRET_${name}`]}`)
            .digest("hex");
    return [...new Set(secretsIn(part))].sort().map(hash);
}

function partOf(stack: string, file: z.infer<typeof File>, tenants: z.infer<typeof Tenants>, version: readonly string[]): Part {
    const { "x-stacks": _stacks, ...rest } = file;
    const part = { ...rest, tenants };
    const text = stringify(part);
    const inputs = createHash("sha256")
        .update(JSON.stringify([text, ...version, ...secretHashes(part)]))
        .digest("hex");
    return { stack, text, inputs };
}

/** @throws cvg.TenantsError with the mistakes of the whole file, and Error where stacks are named that cannot be */
export function partsOf(name: string): readonly Part[] {
    const text = readFileSync(name, "utf8");
    tenantsIn(text, name);
    const file = File.parse(parse(text, { merge: true }));
    const version = programVersion();
    const left = new Map(Object.entries(file.tenants));
    const groups = Object.entries(file["x-stacks"]).map(([stack, keys]) => {
        const tenants = keys.map((key) => {
            if (!left.has(key))
                throw new Error(`${name}: x-stacks names ${key} for ${stack}: there is no such tenant, or another stack has it`);
            const tenant = left.get(key);
            left.delete(key);
            return [key, tenant] as const;
        });
        return partOf(stack, file, Object.fromEntries(tenants), version);
    });
    const taken = new Set(groups.map(({ stack }) => stack));
    const alone = [...left].map(([key, tenant]) => {
        if (taken.has(key))
            throw new Error(`${name}: ${key} is a tenant without a group and a stack of x-stacks: give the stack another name`);
        return partOf(key, file, { [key]: tenant }, version);
    });
    return [...groups, ...alone];
}

/** Of a stack whose tenants have all left the file: what is declared is nothing. */
export function emptyPart(stack: string, name: string): Part {
    const file = File.parse(parse(readFileSync(name, "utf8"), { merge: true }));
    return partOf(stack, file, {}, programVersion());
}
