/**
 * The order of writes, judged by the gateway's own history: at no moment is a unit looser than the looser of before and declared. In each
 * way in which the gateway may treat a level that is tightened above looser units, and a unit that is written too loose.
 */
import { z } from "zod";
import { formatPeriod, looseness, SETTING_NAMES, type SettingName } from "../../../provider/policy/index.js";
import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { type Console, openConsole } from "../../harness/console.js";
import { type EngineOnGrpc, engineOnGrpc } from "../../harness/engine-on-grpc.js";
import { providerConfiguration } from "../../harness/provider-environment.js";
import { type ProviderProcess, startProvider } from "../../harness/provider-process.js";
import { account, customer, type Privacy, project } from "../../harness/tenant-program.js";

/** Written a second time, by hand: the wire names of the contract. */
const WIRE: Readonly<Record<SettingName, string>> = {
    outboundCalls: "allowOutboundCalls",
    recordings: "allowRecordings",
    recordingRetention: "maxRecordingRetentionTime",
    anonymizeNumbers: "anonymizeRemoteNumbers",
    storeDialogData: "storeDialogData",
    dialogRetention: "maxDialogRetentionTime",
};

type Wire = Readonly<Record<string, unknown>>;
const value = (settings: Wire, name: SettingName): boolean | number => {
    const found = settings[WIRE[name]];
    if (typeof found === "boolean" || typeof found === "number") return found;
    throw new Error(`${name} is missing in ${JSON.stringify(settings)}`);
};

const Changed = z.object({ unit: z.string(), after: z.record(z.string(), z.unknown()).nullable() });
const History = z.object({ history: z.array(z.object({ changed: z.array(Changed) })) });

interface Story {
    readonly before: readonly [Privacy, Privacy, Privacy];
    readonly after: readonly [Privacy, Privacy, Privacy];
}

/** Settings of customer, account and project. */
const STORIES: Readonly<Record<string, Story>> = {
    "parent and child are loosened": {
        before: [{ dialogRetention: "1 hour", anonymizeNumbers: true }, { dialogRetention: "10 minutes" }, {}],
        after: [{ dialogRetention: "1 week", anonymizeNumbers: false }, { dialogRetention: "1 day" }, {}],
    },
    "parent and child are tightened": {
        before: [{ dialogRetention: "1 week", recordings: true }, { dialogRetention: "1 day" }, { dialogRetention: "1 day" }],
        after: [{ dialogRetention: "1 hour", recordings: false }, { dialogRetention: "10 minutes" }, { dialogRetention: "10 minutes" }],
    },
    "the parent is loosened while the child is tightened": {
        before: [{ anonymizeNumbers: true, dialogRetention: "1 day" }, {}, {}],
        after: [{ anonymizeNumbers: false, dialogRetention: "1 day" }, {}, { anonymizeNumbers: true, dialogRetention: "10 minutes" }],
    },
    "different settings go in opposite directions": {
        before: [{ dialogRetention: "1 hour", recordings: true, recordingRetention: "1 week" }, {}, { recordingRetention: "36 hours" }],
        after: [{ dialogRetention: "1 week", recordings: false, recordingRetention: "1 day" }, { outboundCalls: false }, {}],
    },
};

const program = ([acme, claims, hotline]: Story["before"]) => [
    customer("acme", acme),
    account("claims", "acme", claims),
    project("hotline", "claims", hotline),
];

/** A unit as loose as can be, made in the console: whatever a level above does, it is there to be loosened. */
const OPEN = {
    allowOutboundCalls: true,
    allowRecordings: true,
    maxRecordingRetentionTime: 604_800_000,
    anonymizeRemoteNumbers: false,
    storeDialogData: true,
    maxDialogRetentionTime: 3_600_000,
};

const COMBINATIONS = ["cap", "reject", "clamp"].flatMap((tightening) =>
    ["reject", "clamp"].map((looserWrite) => ({ tightening, looserWrite })),
);

describe.each(COMBINATIONS)("tightening: $tightening, looserWrite: $looserWrite", (behaviour) => {
    let sandbox: Sandbox;
    let console: Console;
    let provider: ProviderProcess;
    let engine: EngineOnGrpc;

    beforeEach(async () => {
        sandbox = await startSandbox();
        console = await openConsole(sandbox);
        await console.control("POST", "/behaviour", behaviour);
        provider = await startProvider();
        await provider.configure(providerConfiguration(sandbox));
        engine = engineOnGrpc(provider);
    });
    afterEach(async () => {
        await provider.close();
        await sandbox.close();
    });

    /** A provider process lives for one phase: what the next run knows, it reads. */
    async function nextRun(): Promise<void> {
        const { state } = engine;
        await provider.close();
        provider = await startProvider();
        await provider.configure(providerConfiguration(sandbox));
        engine = engineOnGrpc(provider, { state });
    }

    const effectiveNow = async (): Promise<ReadonlyMap<string, Wire>> =>
        new Map([...(await console.units()).values()].map(({ token, effective }) => [token, effective]));

    test.each(Object.entries(STORIES))("%s", async (_, { before, after }) => {
        expect((await engine.up(program(before))).problem).toBeUndefined();
        const reseller = sandbox.reseller;
        const claims = (await console.units()).get("claims");
        const hotline = await console.get(`/project/${reseller}/${(await console.units()).get("hotline")?.token}`);
        const limits = claims?.effective ?? {};
        // As loose as its account allows on the day it is made.
        const wild = Object.fromEntries(Object.entries(OPEN).map(([key, open]) => [key, limits[key] ?? open]));
        await console.post(`/projects/${reseller}/${claims?.token}`, {
            ...hotline,
            projectName: "wild",
            platformNumbers: [],
            commonConfiguration: wild,
        });
        await nextRun();

        const start = await effectiveNow();
        await console.control("DELETE", "/history");
        const run = await engine.up(program(after));
        expect(run.problem).toBeUndefined();
        const end = await effectiveNow();

        const { history } = History.parse(await console.control("GET", "/history"));
        expect(history.length).toBeGreaterThan(0);
        for (const { unit, after: then } of history.flatMap(({ changed }) => changed)) {
            if (then === null) continue;
            for (const name of SETTING_NAMES) {
                const allowed = Math.max(
                    looseness(name, value(start.get(unit) ?? {}, name)),
                    looseness(name, value(end.get(unit) ?? {}, name)),
                );
                expect({ unit, name, tooLoose: looseness(name, value(then, name)) > allowed }).toEqual({ unit, name, tooLoose: false });
            }
        }

        for (const [name, { id, outputs }] of engine.state) {
            const declared = z.record(z.string(), z.unknown()).parse(outputs.effective);
            for (const setting of SETTING_NAMES) {
                const holds = value(end.get(id) ?? {}, setting);
                const text = typeof holds === "number" ? formatPeriod(holds) : holds;
                expect({ name, setting, holds: text }).toEqual({ name, setting, holds: declared[setting] });
            }
        }
        await nextRun();
        expect((await engine.preview(program(after))).plan).toEqual({});
        expect((await engine.refresh()).steps.filter(({ changed }) => changed.length > 0)).toEqual([]);
    });

    test("a unit that nobody declares does not become looser when a level above it does", async () => {
        const at = (dialogRetention: string) => program([{ dialogRetention, anonymizeNumbers: dialogRetention === "1 hour" }, {}, {}]);
        await engine.up(at("1 week"));
        const { reseller } = sandbox;
        const claims = (await console.units()).get("claims");
        const hotline = await console.get(`/project/${reseller}/${(await console.units()).get("hotline")?.token}`);
        await console.post(`/projects/${reseller}/${claims?.token}`, { ...hotline, projectName: "wild" });
        await nextRun();
        expect((await engine.up(at("1 hour"))).problem).toBeUndefined();
        const strict = { anonymizeRemoteNumbers: true, maxDialogRetentionTime: 3_600_000 };
        expect((await console.units()).get("wild")?.effective).toMatchObject(strict);
        await nextRun();
        const loosened = await engine.up(at("1 week"));
        expect(loosened.problem).toBeUndefined();
        const units = await console.units();
        expect(units.get("wild")?.effective).toMatchObject(strict);
        expect(units.get("hotline")?.effective).toMatchObject({ anonymizeRemoteNumbers: false, maxDialogRetentionTime: 604_800_000 });
        const pins = loosened.messages.filter(({ text }) => text.startsWith('CVG110 project "wild"'));
        // Where the gateway refused or rewrote the looser value when the level was tightened, there is nothing left to pin.
        expect(pins).toHaveLength(behaviour.tightening === "cap" ? 1 : 0);
    });
});
