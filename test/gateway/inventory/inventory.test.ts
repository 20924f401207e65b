/** One reading of the live tree says what the gateway itself says, and costs one tree and one GET a unit. */
import { z } from "zod";
import { settingsFromWire } from "../../../provider/gateway/index.js";
import { CommonConfiguration } from "../../../provider/gateway/wire/contract.js";
import { matches, parseSpan } from "../../../provider/inventory/filter.js";
import { type Inventory, type InventoryUnit, takeInventory } from "../../../provider/inventory/inventory.js";
import { compareRecords, processingRecord, recordOf } from "../../../provider/inventory/processing.js";
import { purges } from "../../../provider/inventory/purges.js";
import { normalNumber, whoHas } from "../../../provider/inventory/who-has.js";
import { decidersOf } from "../../../provider/inventory/words.js";
import { openTenancy, type Tenancy } from "./tenancy.js";

let tenancy: Tenancy;
afterEach(() => tenancy.close());

const named = ({ units }: Inventory, name: string): InventoryUnit => {
    const [unit, ...others] = units.filter((each) => each.name === name);
    if (unit === undefined || others.length > 0) throw new Error(`one unit named ${name}: ${units.map((each) => each.name).join(", ")}`);
    return unit;
};

const Shown = z.looseObject({ effective: CommonConfiguration });
/** Effective settings by token, as the embedded gateway reckons them in SQL. */
function effectiveIn(node: unknown, found = new Map<string, unknown>()): ReadonlyMap<string, unknown> {
    if (Array.isArray(node)) for (const each of node) effectiveIn(each, found);
    else if (typeof node === "object" && node !== null) {
        const token = Object.entries(node).find(([key]) => /Token$/.test(key))?.[1];
        const shown = Shown.safeParse(node).data;
        if (typeof token === "string" && shown !== undefined) found.set(token, settingsFromWire(shown.effective));
        for (const each of Object.values(node)) effectiveIn(each, found);
    }
    return found;
}

test("what applies at each unit is what the gateway applies there", async () => {
    tenancy = await openTenancy({ seed: "insurer" });
    // Capped: looser than its account allows by now.
    const health = named(await takeInventory(tenancy.gateway), "Krankenversicherung");
    const strict = { allowRecordings: false, anonymizeRemoteNumbers: true, maxDialogRetentionTime: 600_000 };
    await tenancy.gateway.change("account", health.token, (body) => ({
        ...body,
        commonConfiguration: { ...CommonConfiguration.parse(body.commonConfiguration), ...strict },
    }));
    const { units } = await takeInventory(tenancy.another());
    const expected = effectiveIn(await tenancy.control("GET", "/tree"));
    expect(expected.size).toBe(units.length);
    expect(new Map(units.map(({ token, applies }) => [token, applies]))).toEqual(expected);
    expect(units.filter(({ stored, applies }) => JSON.stringify(stored) !== JSON.stringify(applies)).length).toBeGreaterThan(0);
});

test("twice as many reads as the client sends at a time wait, never all; and none begins after one that failed", async () => {
    tenancy = await openTenancy({ seed: "large:40" });
    const { gateway } = tenancy;
    let [running, most, begun] = [0, 0, 0];
    const counting = (failing: number) => ({
        ...gateway,
        read: async (...which: Parameters<typeof gateway.read>) => {
            begun += 1;
            running += 1;
            most = Math.max(most, running);
            try {
                if (begun === failing) throw new Error("this one failed");
                return await gateway.read(...which);
            } finally {
                running -= 1;
            }
        },
    });
    const { units } = await takeInventory(counting(0));
    expect([most, begun]).toEqual([gateway.maxConcurrency * 2, units.length]);
    begun = 0;
    await expect(takeInventory(counting(3))).rejects.toThrow("this one failed");
    while (running > 0) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(begun).toBe(gateway.maxConcurrency * 2);
});

test("it costs one tree and one read of each unit, and nothing else where nothing is inactive", async () => {
    tenancy = await openTenancy({ seed: "large:40" });
    await tenancy.control("DELETE", "/requests");
    const { units } = await takeInventory(tenancy.gateway);
    const { counts } = z.object({ counts: z.record(z.string(), z.number()) }).parse(await tenancy.control("GET", "/requests"));
    expect(counts).toEqual({
        "POST token": 1,
        "GET /projecthierarchy/{reseller}": 1,
        "GET /reseller/{reseller}": 1,
        "GET /customers/{reseller}/{customer}": units.filter(({ level }) => level === "customer").length,
        "GET /account/{reseller}/{account}": units.filter(({ level }) => level === "account").length,
        "GET /project/{reseller}/{project}": 40,
    });
});

test("only the customers that are named are read", async () => {
    tenancy = await openTenancy({ seed: "insurer" });
    const { reseller } = await takeInventory(tenancy.gateway, { customers: ["Stadtwerke Musterstadt"] });
    expect(reseller.below.map(({ name }) => name)).toEqual(["Stadtwerke Musterstadt"]);
});

test("a unit that is purged between tree and read is left out and named", async () => {
    tenancy = await openTenancy({ seed: "insurer" });
    const { units } = await takeInventory(tenancy.gateway);
    const glass = units.find(({ name }) => name === "Glasbruch");
    const reader = tenancy.another();
    await tenancy.gateway.deactivate("project", glass?.token ?? "");
    await reader.tree();
    await tenancy.control("POST", "/clock", { advance: "91 days" });
    const after = await takeInventory(reader);
    expect(after.gone).toEqual([`project "Glasbruch" (${glass?.token})`]);
    expect(after.units.map(({ name }) => name)).not.toContain("Glasbruch");
});

test("a unit in use that its read does not know is an error: a reading without it would pass for a whole one", async () => {
    tenancy = await openTenancy({ seed: "insurer" });
    const account = (await tenancy.gateway.tree()).reseller.below[0]?.below[0];
    const missing = { match: { route: "/account/{reseller}/{account}" }, kind: "status", status: 404, times: 99 };
    await tenancy.control("POST", "/faults", missing);
    const told = `account "${account?.name}" (${account?.token})`;
    await expect(takeInventory(tenancy.another(), { include: [account?.token ?? ""] })).rejects.toMatchObject({
        code: "CVG301",
        // Projects below it were read, and what applies to them is not known either.
        what: expect.stringContaining(`The tree says that ${told}, project "`),
    });
    await tenancy.control("DELETE", "/faults");
    await tenancy.control("POST", "/faults", { match: { route: "/reseller/{reseller}" }, kind: "status", status: 404 });
    await expect(takeInventory(tenancy.another())).rejects.toMatchObject({ code: "CVG301" });
});

test("an inactive unit that its read does not know and that is not due was not purged: nothing may be said without it", async () => {
    tenancy = await openTenancy({ seed: "insurer" });
    const glass = named(await takeInventory(tenancy.gateway), "Glasbruch");
    await tenancy.gateway.deactivate("project", glass.token);
    await tenancy.control("POST", "/faults", { match: { route: "/project/{reseller}/{project}" }, kind: "status", status: 404, times: 99 });
    await expect(takeInventory(tenancy.another(), { include: [glass.token] })).rejects.toMatchObject({
        code: "CVG301",
        what: expect.stringContaining(
            `The tree says that project "Glasbruch" (${glass.token}) is inactive and, as far as the gateway says, not due`,
        ),
    });
});

test("a unit that becomes inactive between tree and read is inactive, and when it is purged is not known", async () => {
    tenancy = await openTenancy({ seed: "insurer" });
    const reader = tenancy.another();
    const before = await reader.tree();
    const glass = before.reseller.below
        .flatMap(({ below }) => below)
        .flatMap(({ below }) => below)
        .find(({ name }) => name === "Glasbruch");
    await tenancy.gateway.deactivate("project", glass?.token ?? "");
    expect(named(await takeInventory(reader), "Glasbruch")).toMatchObject({ inactive: true, purgeAt: undefined });
});

test("who decides a setting is the highest unit that is as strict, in a reader's words", async () => {
    tenancy = await openTenancy({ seed: "insurer" });
    const inventory = await takeInventory(tenancy.gateway);
    const glass = named(inventory, "Glasbruch");
    expect(glass.decidedBy.recordings).toBe(glass);
    expect(glass.decidedBy.dialogRetention).toBe(named(inventory, "Acme Versicherung"));
    expect(decidersOf(glass)).toBe("reseller: calls out, numbers, dialogs; here: recording; customer: their period");
    expect(decidersOf(inventory.reseller)).toBe("here: everything");
});

test("filters hold all at once, and a period counts only where something is kept", async () => {
    tenancy = await openTenancy({ seed: "insurer" });
    const { units } = await takeInventory(tenancy.gateway);
    const names = (wanted: Parameters<typeof matches>[1]) => units.filter((unit) => matches(unit, wanted)).map(({ name }) => name);
    expect(names({ level: "project", recording: true, longerThan: parseSpan("1w") })).toEqual(["Zählerstand"]);
    expect(names({ level: "project", numbersShown: true, recording: false })).toEqual(["Glasbruch"]);
    // Its recordings would be kept for a week, but nothing is recorded; its dialogs are kept for an hour.
    expect(names({ level: "project", longerThan: parseSpan("1 day") })).not.toContain("Leistungsauskunft");
    expect(["1 week", "36h", "2w", "90m", "1d"].map(parseSpan)).toEqual([604_800_000, 129_600_000, 1_209_600_000, 5_400_000, 86_400_000]);
    expect(["soon", "", "-1d", "0d", "1y"].map(parseSpan)).toEqual([undefined, undefined, undefined, undefined, undefined]);
});

test("inactive units stand by the day of their purge, each with the line that restores it", async () => {
    tenancy = await openTenancy({ seed: "insurer" });
    const before = await takeInventory(tenancy.gateway);
    const works = named(before, "Stadtwerke Musterstadt");
    const [service] = works.below;
    const [meter] = service?.below ?? [];
    await tenancy.gateway.deactivate("project", meter?.token ?? "");
    await tenancy.control("POST", "/clock", { advance: "10 days" });
    await tenancy.gateway.deactivate("account", service?.token ?? "");
    // In the middle of a day, so that a slow machine changes no number.
    await tenancy.control("POST", "/clock", { advance: "12 hours" });
    const inventory = await takeInventory(tenancy.another());
    const declared = new Map([
        [
            meter?.token ?? "",
            [{ stack: "prod", declares: "unit" as const, name: "meter", position: undefined, since: undefined, because: undefined }],
        ],
    ]);
    expect(purges(inventory, declared).map(({ unit, daysLeft, restore }) => [unit.name, daysLeft, restore])).toEqual([
        ["Zählerstand", 79, 'active: true on meter in stack prod after account "Kundenservice" above it'],
        ["Kundenservice", 89, `declare the account "Kundenservice" with ifExists: { token: "${service?.token}" }`],
    ]);
    const dateless = {
        ...inventory,
        units: inventory.units.map((unit) => (unit.name === "Zählerstand" ? { ...unit, purgeAt: undefined } : unit)),
    };
    // Whichever comes first in the tree.
    for (const units of [dateless.units, dateless.units.toReversed()])
        expect(purges({ ...dateless, units }, declared).map(({ unit, daysLeft }) => [unit.name, daysLeft])).toEqual([
            ["Kundenservice", 89],
            ["Zählerstand", undefined],
        ]);
});

test("a number is found wherever it is used, however it is written", async () => {
    tenancy = await openTenancy({ seed: "insurer" });
    const inventory = await takeInventory(tenancy.gateway);
    const hotline = named(inventory, "Schadenhotline");
    const [number = ""] = z.array(z.string()).parse(hotline.body.platformNumbers);
    const spelled = `00${number.slice(1, 3)} (0) ${number.slice(3)}`;
    expect(normalNumber(spelled)).toBe(number);
    expect(whoHas(inventory, spelled)).toEqual([{ unit: hotline, as: "platform number" }]);
    expect(whoHas(inventory, "+4930000")).toEqual([]);
});

test("the record of processing names what each project does to callers' data, and a later one says what changed", async () => {
    tenancy = await openTenancy({ seed: "insurer" });
    const record = processingRecord(await takeInventory(tenancy.gateway));
    expect(record.controllers.map(({ controller }) => controller)).toEqual(["Acme Versicherung", "Stadtwerke Musterstadt"]);
    const hotline = record.controllers.flatMap(({ processing }) => processing).find(({ project }) => project.endsWith("Schadenhotline"));
    expect(hotline).toMatchObject({
        categories: expect.arrayContaining([
            "telephone numbers of callers, stored and handed to bots and integrations in plain",
            "recordings of calls",
        ]),
        erasure: [
            "recordings: end of the call + 1 week",
            "dialog data: end of the dialog + 1 day",
            "country and network of called numbers: open, kept for billing",
            "the unit itself: from becoming inactive + the days that the gateway keeps it (90 by its manual), then for good",
        ],
        measures: [
            "numbers are not anonymized",
            "reseller Sandbox decides, so that nobody can loosen it here: calls out, recordings, numbers, dialog data",
            "customer Acme Versicherung decides, so that nobody can loosen it here: how long recordings are kept, how long dialog data is kept",
        ],
    });
    await tenancy.gateway.change("project", hotline?.token ?? "", (body) => ({
        ...body,
        commonConfiguration: {
            ...CommonConfiguration.parse(body.commonConfiguration),
            anonymizeRemoteNumbers: true,
            maxDialogRetentionTime: 600_000,
        },
    }));
    const later = processingRecord(await takeInventory(tenancy.another()));
    expect(compareRecords(record, later)).toEqual([
        expect.objectContaining({
            field: "categories",
            added: ["telephone numbers of callers, stored and handed to bots and integrations as pseudonyms"],
        }),
        expect.objectContaining({
            field: "erasure",
            removed: ["dialog data: end of the dialog + 1 day"],
            added: ["dialog data: end of the dialog + 10 minutes"],
        }),
        expect.objectContaining({ field: "measures", removed: expect.arrayContaining(["numbers are not anonymized"]) }),
    ]);
    expect(compareRecords(later, later)).toEqual([]);
});

test("of customers that only one of two records has, nothing is said, whichever is narrower", async () => {
    tenancy = await openTenancy({ seed: "insurer" });
    const inventory = await takeInventory(tenancy.gateway);
    const [before, works] = [processingRecord(inventory), named(inventory, "Stadtwerke Musterstadt").token];
    await tenancy.gateway.deactivate("project", named(inventory, "Glasbruch").token);
    const after = processingRecord(await takeInventory(tenancy.another()));
    const narrow = (record: typeof before) => ({ ...recordOf(record, [works]), customers: [works] });
    expect(compareRecords(before, after)).toMatchObject([{ field: "erasure" }]);
    expect(compareRecords(narrow(before), after)).toEqual([]);
    expect(compareRecords(before, narrow(after))).toEqual([]);
});
