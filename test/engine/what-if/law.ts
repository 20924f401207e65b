/**
 * What `cvg what-if` foretells, and what the provider's own handlers then do: one random change after the other, by a policy of a unit that nobody declares,
 * and in a program that declares most of a tree, with units below it that only the gateway knows.
 */
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { connect, parseConfiguration } from "../../../provider/gateway/index.js";
import { type Inventory, takeInventory } from "../../../provider/inventory/inventory.js";
import { formatPeriod, readOwn, SETTING_NAMES, type SettingName, type Settings } from "../../../provider/policy/index.js";
import { type Behaviour, type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { asStored, said, stackSays } from "../../../provider/what-if/said.js";
import { type Said, type WhatIf, whatIf } from "../../../provider/what-if/what-if.js";
import { openConsole } from "../../harness/console.js";
import { type Declaration, type EngineOnGrpc, engineOnGrpc, type Run } from "../../harness/engine-on-grpc.js";
import { planted, plantedTenancy } from "../../harness/planted-tenancy.js";
import { eachSetting } from "../../harness/settings.js";
import { account, customer, project, resellerPolicy } from "../../harness/tenant-program.js";
import { configurationOf, configured } from "../shell/shell.js";

export interface Edit {
    /** Chooses the unit: modulo how many there are. */
    readonly place: number;
    readonly setting: SettingName;
    readonly value: boolean | string;
    /** As a wish: atMost, ifAllowed. */
    readonly wish: boolean;
}

const periods = ["10 minutes", "1 hour", "1 day", "1 week", "1 month"];
const isPeriodName = (name: SettingName): boolean => name === "recordingRetention" || name === "dialogRetention";

const edit: fc.Arbitrary<Edit> = fc.constantFrom(...SETTING_NAMES).chain((setting) =>
    fc.record(
        {
            place: fc.nat(1000),
            setting: fc.constant(setting),
            value: isPeriodName(setting)
                ? fc.constantFrom(...periods, "inherit")
                : fc.constantFrom<boolean | string>(true, false, true, false, "inherit"),
            wish: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
        },
        { noNullPrototype: true },
    ),
);
/** A level that is tightened, and then loosened again: what is below may store more than it had. */
const pair: fc.Arbitrary<readonly Edit[]> = fc
    .record({ place: fc.nat(4), setting: fc.constantFrom(...SETTING_NAMES) })
    .map(({ place, setting }) => STRICT_AND_LOOSE[setting].map((value) => ({ place, setting, value, wish: false })));
const STRICT_AND_LOOSE: Readonly<Record<SettingName, readonly (boolean | string)[]>> = eachSetting(
    (loose) => [!loose, loose],
    (name) => ["10 minutes", name === "dialogRetention" ? "1 day" : "1 week"],
);

export const edits = (count: number, seed: number): readonly Edit[] =>
    fc
        .sample(
            fc.oneof(
                edit.map((each) => [each]),
                pair,
            ),
            { numRuns: count, seed },
        )
        .flat()
        .slice(0, count);

const written = ({ setting, value, wish }: Edit): unknown => {
    if (!wish || value === "inherit") return value;
    return isPeriodName(setting) ? { atMost: value } : { ifAllowed: value };
};

export interface Tally {
    readonly done: number;
    readonly refused: number;
    readonly cut: number;
    readonly followed: number;
    readonly pinned: number;
}
const NONE: Tally = { done: 0, refused: 0, cut: 0, followed: 0, pinned: 0 };

const counted = (tally: Tally, { refused, changed, pinned }: WhatIf): Tally => ({
    done: tally.done + 1,
    refused: tally.refused + Math.sign(refused.length),
    cut: tally.cut + Math.sign(changed.filter(({ reach }) => reach === "cut").length),
    followed: tally.followed + Math.sign(changed.filter(({ reach }) => reach === "follows").length),
    pinned: tally.pinned + Math.sign(pinned.length),
});

async function inventoryOf(sandbox: Sandbox): Promise<Inventory> {
    const keys: Readonly<Record<string, string>> = configurationOf(sandbox);
    const gateway = connect(parseConfiguration((key) => (key === "maxRequestsPerSecond" ? "1000" : keys[`cvg:${key}`]), {}));
    try {
        return await takeInventory(gateway);
    } finally {
        await gateway.close();
    }
}

type Applies = Readonly<Record<string, Settings>>;
const active = ({ units }: Inventory) => units.filter(({ inactive }) => !inactive);
const live = (inventory: Inventory): Applies => Object.fromEntries(active(inventory).map(({ token, applies }) => [token, applies]));

/** What is foretold to apply at each unit. */
function foretold(inventory: Inventory, { changed }: WhatIf): Applies {
    const changes = new Map(
        changed.map(({ unit, changes: all }) => [unit.token, Object.fromEntries(all.map(({ setting, after }) => [setting, after]))]),
    );
    return Object.fromEntries(active(inventory).map(({ token, applies }) => [token, { ...applies, ...changes.get(token) }]));
}

type Messages = Run["messages"];

const pinnedIn = (messages: Messages): readonly string[] =>
    messages.flatMap(({ text }) => /^CVG110 \w+ ".*" \(([-\w]+)\): .* pinned to what applies now/s.exec(text)?.[1] ?? []).sort();

/** Details come together, a tenth of a second after the first of them, and no step waits for them. */
const LULL = 400;

/** The units of which a run has said that they are pinned, once it has said so many. */
async function pinnedBy(messages: Messages, from: number, many: number): Promise<readonly string[]> {
    for (let waited = 0; waited < 5000 && pinnedIn(messages.slice(from)).length < many; waited += 50) await sleep(50);
    return pinnedIn(messages.slice(from));
}

/** Previews and applies a change, and holds both to what was foretold. */
async function compared(
    { sandbox, engine, messages }: Opened,
    before: Inventory,
    answer: WhatIf,
    program: readonly Declaration[],
): Promise<void> {
    const preview = await engine.preview(program);
    if (answer.pinned.length + answer.refused.length > 0) await sleep(LULL);
    if (answer.refused.length > 0) {
        expect({ during: preview.problem?.during, refused: answer.refused.map(({ by }) => by) }).toEqual({
            during: "check",
            refused: expect.arrayContaining([preview.problem?.name]),
        });
        const reasons = preview.problem?.reasons.join("\n") ?? "";
        for (const { by, what } of answer.refused) if (by === preview.problem?.name) expect(reasons).toContain(what);
        return;
    }
    expect(preview.problem).toBeUndefined();
    const said = messages.length;
    const up = await engine.up(program);
    expect(up.problem).toBeUndefined();
    const after = await inventoryOf(sandbox);
    expect(live(after)).toEqual(foretold(before, answer));
    expect(await pinnedBy(messages, said, answer.pinned.length)).toEqual(answer.pinned.map(({ token }) => token).sort());
}

interface Opened {
    readonly sandbox: Sandbox;
    readonly engine: EngineOnGrpc;
    /** All that the provider has said, and will say. */
    readonly messages: Messages;
    close(): Promise<void>;
}

/** A provider that has read nothing yet: it reads the tree once. */
async function provided(sandbox: Sandbox, state?: EngineOnGrpc["state"]): Promise<Opened> {
    const provider = await configured({ ...configurationOf(sandbox), "cvg:maxRequestsPerSecond": "1000" });
    const engine = engineOnGrpc(provider, state === undefined ? {} : { state });
    return { sandbox, engine, messages: provider.messages, close: () => provider.close() };
}

async function behave(sandbox: Sandbox, row: Partial<Behaviour>): Promise<void> {
    await (await openConsole(sandbox)).control("POST", "/behaviour", row);
}

/** Changes of units that nobody declares: each by a policy that says what is stored there, but for the edit. */
export async function undeclared(row: Partial<Behaviour>, all: readonly Edit[], seed: number): Promise<Tally> {
    const sandbox = await startSandbox();
    const opened = await provided(sandbox);
    const { engine, close } = opened;
    try {
        const keys: Readonly<Record<string, string>> = configurationOf(sandbox);
        const gateway = connect(parseConfiguration((key) => (key === "maxRequestsPerSecond" ? "1000" : keys[`cvg:${key}`]), {}));
        const [tree = []] = fc.sample(plantedTenancy(2, "declarable"), { numRuns: 1, seed });
        await planted(gateway, tree);
        await gateway.close();
        await behave(sandbox, row);
        let tally = NONE;
        for (const each of all) {
            const before = await inventoryOf(sandbox);
            const units = active(before);
            const unit = units[each.place % units.length] ?? before.reseller;
            const atTop = unit.above === undefined;
            if (atTop && typeof written(each) !== "boolean" && !periods.includes(String(written(each)))) continue;
            const own = { ...asStored(unit), ...readOwn({ [each.setting]: written(each) }, () => false).settings };
            if (each.value === "inherit") delete own[each.setting];
            const answer = whatIf(before, new Map([[unit.token, { ...said("policy", {}), own, edited: true }]]));
            const scope = atTop ? "reseller" : unit.token;
            await compared(opened, before, answer, [
                { type: "cvg:PrivacyPolicy", name: "policy", inputs: { scope, ...spelled(own), [each.setting]: written(each) } },
            ]);
            engine.forget();
            tally = counted(tally, answer);
        }
        return tally;
    } finally {
        await close();
        await sandbox.close();
    }
}

const spelled = (own: Said["own"]): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.entries(own).map(([name, value]) => [name, typeof value === "number" ? formatPeriod(value) : value]));

type Privacies = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const NAMES = ["top", "c0", "c1", "c0a", "c0b", "c1a", "c0ap", "c0bp", "c1ap"] as const;

function programOf(privacy: Privacies): readonly Declaration[] {
    const of = (name: string) => privacy[name] ?? {};
    return [
        resellerPolicy(of("top")),
        customer("c0", of("c0"), "top"),
        customer("c1", of("c1"), "top"),
        account("c0a", "c0", of("c0a")),
        account("c0b", "c0", of("c0b")),
        account("c1a", "c1", of("c1a")),
        project("c0ap", "c0a", of("c0ap")),
        project("c0bp", "c0b", of("c0bp")),
        project("c1ap", "c1a", of("c1ap")),
    ];
}

/** Changes in a program: what is below follows, is cut or is refused, as it is declared. */
export async function declared(row: Partial<Behaviour>, all: readonly Edit[], seed: number): Promise<Tally> {
    const sandbox = await startSandbox();
    const first = await provided(sandbox);
    const made = await first.engine.up(programOf({ top: {} }));
    expect(made.problem).toBeUndefined();
    await addInConsole(sandbox, first.engine, seed);
    await first.close();
    const opened = await provided(sandbox, first.engine.state);
    const { engine, close } = opened;
    try {
        let privacy: Privacies = { top: {} };
        await behave(sandbox, row);
        let tally = NONE;
        for (const each of all) {
            const name = NAMES[each.place % NAMES.length] ?? "top";
            const value = written(each);
            if (name === "top" && (value === "inherit" || typeof value === "object")) continue;
            const next = { ...privacy, [name]: { ...privacy[name], [each.setting]: value } };
            const before = await inventoryOf(sandbox);
            const { said: now, tokens } = stackSays(stateOf(engine));
            const token = tokens.get(name) ?? "";
            const own = { ...now.get(token)?.own, ...readOwn({ [each.setting]: value }, () => false).settings };
            if (value === "inherit") delete own[each.setting];
            const answer = whatIf(before, new Map([...now, [token, { ...said(name, {}), own, edited: true }]]));
            await compared(opened, before, answer, programOf(next));
            if (answer.refused.length === 0) privacy = next;
            tally = counted(tally, answer);
        }
        return tally;
    } finally {
        await close();
        await sandbox.close();
    }
}

const stateOf = ({ state }: EngineOnGrpc) => ({
    deployment: {
        resources: [...state.values()].map(({ urn, type, id, inputs }) => ({ urn, type: `pulumi-nodejs:dynamic/${type}`, id, inputs })),
    },
});

/** Units below declared ones that nobody declares, with settings of their own. */
async function addInConsole(sandbox: Sandbox, { state }: EngineOnGrpc, seed: number): Promise<void> {
    const keys: Readonly<Record<string, string>> = configurationOf(sandbox);
    const gateway = connect(parseConfiguration((key) => keys[`cvg:${key}`], {}));
    try {
        const [tree = []] = fc.sample(plantedTenancy(2, "declarable"), { numRuns: 1, seed });
        const accounts = tree.flatMap(({ below }) => below).slice(0, 2);
        await planted(gateway, accounts, state.get("c0")?.id);
        await planted(gateway, accounts.flatMap(({ below }) => below).slice(0, 2), state.get("c1a")?.id, "+49894");
    } finally {
        await gateway.close();
    }
}

/** Rows of the switches that a change of settings meets. */
export const ROWS: readonly Partial<Behaviour>[] = [
    { tightening: "reject", looserWrite: "reject" },
    { tightening: "clamp", looserWrite: "clamp" },
    { tightening: "cap", looserWrite: "reject" },
    { tightening: "reject", looserWrite: "clamp", unchangedLooser: "reject" },
    { tightening: "clamp", looserWrite: "reject", unchangedLooser: "reject" },
];
