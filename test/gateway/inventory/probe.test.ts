/** `cvg probe` against the embedded gateway: it finds every switch that can be told from outside, whichever way all of them are set, and leaves no trace but inactive units. */
import fc from "fast-check";
import { z } from "zod";
import { type Probed, probe } from "../../../provider/probe/probe.js";
import { QUESTIONS } from "../../../provider/probe/questions.js";
import { limitsBelow } from "../../../provider/probe/scratch.js";
import { BEHAVIOUR, type Behaviour } from "../../../provider/sandbox/index.js";
import { cvgWith } from "../sandbox/command-line.js";
import { openTenancy, type Tenancy } from "./tenancy.js";

let tenancy: Tenancy;
beforeEach(async () => {
    tenancy = await openTenancy({ seed: "insurer" });
});
afterEach(() => tenancy.close());

const NUMBER = "+493023125999";

test("the questions and their answers are the switches of the embedded gateway and their values", () => {
    const switches = Object.entries(BEHAVIOUR).map(([name, { values }]) => [name, Object.keys(values).toSorted()]);
    expect(Object.fromEntries(Object.entries(QUESTIONS).map(([name, values]) => [name, values.toSorted()]))).toEqual(
        Object.fromEntries(switches),
    );
});

const Units = z.array(z.object({ name: z.string(), inactive: z.boolean() }).loose());
type Shown = z.infer<typeof Units>[number];

/** Everything that the tree holds, with stored settings. */
async function everything(): Promise<readonly Shown[]> {
    const flat = (unit: Record<string, unknown>): readonly Shown[] => {
        const below = ["customers", "accounts", "projects"].flatMap((key) => (Array.isArray(unit[key]) ? unit[key] : []));
        const name = unit.resellerName ?? unit.projectName ?? unit.accountName ?? unit.customerName;
        const { customers: _c, accounts: _a, projects: _p, ...own } = unit;
        return [{ ...own, name: String(name), inactive: unit.inactive === true }, ...below.flatMap(flat)];
    };
    return flat(z.record(z.string(), z.unknown()).parse(await tenancy.control("GET", "/tree")));
}
const isOurs = ({ name }: Shown): boolean => name.startsWith("cvg-probe ");

async function probed(
    behaviour: Partial<Behaviour>,
): Promise<{ readonly found: Readonly<Record<string, string | undefined>>; readonly whole: Probed }> {
    await tenancy.control("POST", "/behaviour", behaviour);
    const gateway = tenancy.another("kept");
    const { reseller } = await gateway.tree();
    const tokens = reseller.below.map(({ token }) => token);
    const [customer, other] = tokens;
    const whole = await probe(gateway, await limitsBelow(gateway, tokens), {
        customer: customer ?? "",
        other: other,
        number: NUMBER,
        another: () => tenancy.another("kept"),
    });
    return { found: Object.fromEntries(whole.answers.map(({ question, answer }) => [question, answer])), whole };
}

/** What can be told: not what only calls show, what never reads, and what cannot come to be. */
function tellable({ settingsApply: _calls, ...behaviour }: Behaviour): Readonly<Record<string, string | undefined>> {
    const { tightening, restoreLooser, moveLooser } = behaviour;
    const canBeLooser = tightening === "cap" || restoreLooser === "cap" || moveLooser === "cap";
    return {
        ...behaviour,
        settingsApply: undefined,
        maskedWrite: behaviour.secretsOnRead === "absent" ? undefined : behaviour.maskedWrite,
        unchangedLooser: canBeLooser ? behaviour.unchangedLooser : undefined,
    };
}

const switches = fc.record(
    Object.fromEntries(Object.entries(BEHAVIOUR).map(([name, { values }]) => [name, fc.constantFrom(...Object.keys(values))])),
) as fc.Arbitrary<Behaviour>;

test("finds every switch that can be told, under random settings of all, and leaves the others' units as they were", async () => {
    const before = (await everything()).filter((unit) => !isOurs(unit));
    await fc.assert(
        fc.asyncProperty(switches, async (behaviour) => {
            const { found, whole } = await probed(behaviour);
            expect({ behaviour, found }).toEqual({ behaviour, found: tellable(behaviour) });
            expect(whole.stillActive).toEqual([]);
            const after = await everything();
            expect(after.filter((unit) => !isOurs(unit))).toEqual(before);
            expect(after.filter((unit) => isOurs(unit) && !unit.inactive)).toEqual([]);
        }),
        { numRuns: 12 },
    );
}, 120_000);

const moves = (skip: number) => [
    { match: { method: "POST", route: "/project/{reseller}/{project}/move" }, skip, times: 1, kind: "status", status: 400 },
];
const openIn = ({ answers }: Probed): readonly string[] =>
    answers.flatMap(({ question, answer, seen }) => (answer === undefined ? [`${question}: ${seen}`] : []));

test("a step that fails leaves its question open and says why, and everything is cleaned up", async () => {
    // Four steps put the project back before the one that moves it.
    await tenancy.control("POST", "/faults", moves(4));
    const { found, whole } = await probed({});
    expect(found).toMatchObject({ tightening: "cap", moveNumbers: "kept", restoreChildren: "no" });
    expect(openIn(whole)).toEqual([
        expect.stringMatching(/^moveLooser: moving a project: CVG502 /),
        expect.stringMatching(/^settingsApply: only calls show it/),
    ]);
    expect((await everything()).filter((unit) => isOurs(unit) && !unit.inactive)).toEqual([]);
});

test("what cannot be put back ends it: no answer comes of a wrong beginning", async () => {
    await tenancy.control("POST", "/faults", moves(0));
    const { found, whole } = await probed({ tightening: "reject" });
    expect(found).toMatchObject({ secretsOnRead: "plain", maskedWrite: "keep", tightening: undefined, restoreChildren: undefined });
    expect(openIn(whole)).toContainEqual(
        expect.stringMatching(/^tightening: putting back after how secrets are read and written: CVG502 /),
    );
    expect((await everything()).filter((unit) => isOurs(unit) && !unit.inactive)).toEqual([]);
});

async function typed(...args: readonly string[]): Promise<{ readonly code: unknown; readonly stdout: string; readonly stderr: string }> {
    const { ended, output } = cvgWith(tenancy.env, "probe", ...args);
    return { code: await ended, ...output };
}

test("without --yes it says what it would do, and does nothing", async () => {
    const { code, stdout } = await typed("--customer", "Acme Versicherung");
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("Nothing was done: say --yes to do it.") });
    expect((await everything()).filter(isOurs)).toEqual([]);
});

test("with it, the report says each switch, what it was seen by, and what is left", async () => {
    await tenancy.control("POST", "/behaviour", { tightening: "reject", secretsOnRead: "masked" });
    const { code, stdout } = await typed("--customer", "Acme Versicherung", "--yes");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^tightening +reject +an account could not be tightened below what a project in it had stored$/m);
    expect(stdout).toMatch(/^secretsOnRead +masked +a secret that the probe wrote is read as a mask$/m);
    expect(stdout).toMatch(
        /^moveNumbers +not found out +it takes --number, a telephone number that no project has, and --other, a second customer$/m,
    );
    expect(stdout).toMatch(/^\d+ units of the probe are inactive now/m);
    expect(stdout).not.toContain("STILL IN USE");
}, 60_000);

test("what may only read is told so once, before the table", async () => {
    const { ended, output } = cvgWith({ ...tenancy.env, CVG_READ_ONLY: "true" }, "probe", "--customer", "Acme Versicherung", "--yes");
    expect([await ended, output.stdout]).toEqual([1, ""]);
    expect(output.stderr).toMatch(/^CVG508 probe makes units of its own, and cvg:readOnly is set\. Nothing was made\.\n {2}[^\n]+\n$/);
});

const TWO = ["--customer", "Acme Versicherung", "--other", "Stadtwerke Musterstadt"];

test.each([
    [["--customer", "Nobody"], 'CVG602 --customer: there is no customer "Nobody" in use below reseller "Sandbox".'],
    [
        ["--customer", "Acme Versicherung", "--other", "Acme Versicherung", "--yes"],
        "CVG602 --other is the customer of --customer: nothing would be moved to another one.",
    ],
    [["--customer", "Acme Versicherung", "--number", "+493023125999", "--yes"], "CVG602 --number is only of use with --other"],
    [[...TWO, "--number", "abc", "--yes"], 'CVG602 --number "abc" is no telephone number with its country.'],
    [[...TWO, "--number", "0049 30 23125001", "--yes"], 'CVG602 --number +493023125001 is in use: project "Schadenhotline" ('],
    [[], "CVG602 Required option '--customer <name or token>' not specified."],
])("what cannot be done is told: %j", async (args, says) => {
    expect(await typed(...args)).toEqual({ code: 1, stdout: "", stderr: expect.stringContaining(says) });
    expect((await everything()).filter(isOurs)).toEqual([]);
});
