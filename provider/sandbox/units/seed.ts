/** Units to begin with, for trying out and for measuring. */
import { z } from "zod";
import type { Settings } from "../data/settings.js";
import type { Store } from "../data/store.js";
import { INSURER, type SeedAccount, type SeedCustomer, type SeedProject } from "./seed-insurer.js";
import { effectiveAt, findUnit } from "./unit.js";
import { createUnit } from "./write-unit.js";

/**
 * - `empty`: the reseller only
 * - `insurer`: an insurance company's departments and hotlines, and a second tenant
 * - `large:N`: N projects, ten an account, ten accounts a customer
 */
export type Seed = "empty" | "insurer" | `large:${number}`;

const LARGEST = 100_000;

/** The seed that a text names; undefined when it names none. */
export function parseSeed(text: string): Seed | undefined {
    if (text === "empty" || text === "insurer") return text;
    const count = Number(/^large:([1-9]\d*)$/.exec(text)?.[1]);
    return count <= LARGEST ? `large:${count}` : undefined;
}

/**
 * Plants the units, unless there are any already: a data file keeps what it has.
 *
 * @returns whether it did
 */
export function plant(store: Store, seed: Seed): boolean {
    const inhabited = store.db.one(z.object({ id: z.int() }), "SELECT id FROM unit WHERE level = 'customer' LIMIT 1") !== undefined;
    if (inhabited || seed === "empty") return false;
    const customers = seed === "insurer" ? INSURER : large(Number(seed.slice("large:".length)));
    store.db.transaction(() => {
        for (const customer of customers) plantCustomer(store, customer);
    });
    // Nobody asked for these writes.
    store.history.clear();
    return true;
}

function plantCustomer(store: Store, { name, accounts, ...own }: SeedCustomer): void {
    const token = make(store, "customer", store.reseller, "reseller", own, { customerName: name });
    for (const account of accounts) plantAccount(store, token, account);
}

function plantAccount(store: Store, customer: string, { name, projects, ...own }: SeedAccount): void {
    const token = make(store, "account", customer, "customer", own, { accountName: name });
    for (const project of projects) {
        make(store, "project", token, "account", project, projectFields(project));
    }
}

/** Settings that a seed does not name are those that the level above allows. */
function make(
    store: Store,
    level: "customer" | "account" | "project",
    above: string,
    levelAbove: "reseller" | "customer" | "account",
    { settings }: { readonly settings?: Partial<Settings> | undefined },
    fields: Readonly<Record<string, unknown>>,
): string {
    const allowed = effectiveAt(store, findUnit(store, levelAbove, above).id);
    return createUnit(store, "seed", level, above, JSON.stringify({ ...fields, commonConfiguration: { ...allowed, ...settings } }));
}

function projectFields({ name, numbers = [] }: SeedProject): Readonly<Record<string, unknown>> {
    return {
        projectName: name,
        transcribers: [{ vendor: "GOOGLE" }],
        synthesizers: [{ vendor: "MICROSOFT" }],
        transcriberLanguage: "de-DE",
        synthesizerLanguage: "de-DE",
        botConfiguration: { type: "custom", url: "https://bot.example/hotline", token: "not-a-real-token" },
        utteranceTimeout: 500,
        minimumNoiseLevel: -45,
        platformNumbers: numbers,
        externalNumbers: [],
        provisioningBlocks: [],
        callOriginRestriction: { enabled: false, allowedNumbers: [] },
    };
}

const TEN = 10;

function large(count: number): readonly SeedCustomer[] {
    const projects = numbered("Project", count);
    const accounts = chunks(projects).map((below, index) => ({ name: `Account ${index + 1}`, projects: below }));
    return chunks(accounts).map((below, index) => ({ name: `Customer ${index + 1}`, accounts: below }));
}

const numbered = (what: string, count: number): readonly SeedProject[] =>
    Array.from({ length: count }, (_, index) => ({ name: `${what} ${index + 1}` }));

function chunks<T>(list: readonly T[]): readonly (readonly T[])[] {
    return Array.from({ length: Math.ceil(list.length / TEN) }, (_, index) => list.slice(index * TEN, (index + 1) * TEN));
}
