/** The quickstart's whole life: created, changed, looked at, repaired after a hand in the console, destroyed, and restored by hand. */
import { type Behaviour, startSandbox } from "../../../provider/sandbox/index.js";
import type { EngineOnGrpc, Run } from "../../harness/engine-on-grpc.js";
import { fine, openStack, projectAsStored, type Stack } from "./life.js";
import { CHANGED, QUICKSTART, SECRET } from "./quickstart.js";

const UNITS = ["alpenland", "claims", "sales", "claims-hotline", "windscreens", "appointments"];
const NAMES = ["Alpenland Versicherung", "Beratungstermine", "Glasbruch", "Sandbox", "Schaden", "Schadenhotline 24h", "Vertrieb"];
const NUMBERS = { "claims-hotline": "+4989200001", windscreens: "+4989200002", appointments: "+4989200003" };

export async function liveThroughItAll(row: Partial<Behaviour>): Promise<void> {
    await using sandbox = await startSandbox();
    // Who knows that the gateway keeps hidden secrets says so; who does not has every write refused that could lose one.
    const hiddenAndKept = row.secretsOnRead !== "plain" && row.maskedWrite === "keep";
    const configuration = hiddenAndKept ? { "cvg:maskedSecrets": "kept" } : {};
    await using stack = await openStack(sandbox, { configuration, oneProcess: true });
    const { console } = stack;
    await console.control("POST", "/behaviour", row);
    const path = (kind: string, token: string) => `/${kind}/${sandbox.reseller}/${token}`;

    const settled = async (engine: EngineOnGrpc, program: typeof QUICKSTART) => {
        expect((await fine(engine.preview(program))).plan).toEqual({});
        expect(changes(await fine(engine.refresh()))).toEqual({});
        expect((await fine(engine.preview(program))).plan).toEqual({});
        await everythingAsDeclared(stack, sandbox.reseller);
    };

    await stack.phase(async (engine) => {
        await fine(engine.up(QUICKSTART));
        await settled(engine, QUICKSTART);
    });
    await stack.phase(async (engine) => void (await fine(engine.up(CHANGED))));
    await stack.phase((engine) => settled(engine, CHANGED));
    expect([...(await console.units()).keys()].sort()).toEqual(NAMES);

    const appointments = (await stack.unit("appointments")).token;
    await console.delete(path("project", appointments));
    await console.edit(path("account", (await stack.unit("claims")).token), (body) => ({ ...body, accountName: "Schaden und Unfall" }));
    let exported: Stack["state"] = new Map();
    let tokens: readonly (readonly [name: string, token: string])[] = [];
    await stack.phase(async (engine) => {
        const drift = changes(await fine(engine.refresh()));
        expect(drift).toEqual({ claims: ["name"], appointments: ["active", "platformNumbers", "purgeAt"] });
        expect((await fine(engine.up(CHANGED))).plan).toEqual({ claims: "update", appointments: "update" });
        await settled(engine, CHANGED);
        expect((await stack.unit("appointments")).token).toBe(appointments);

        exported = new Map(stack.state);
        tokens = await Promise.all(UNITS.map(async (name) => [name, (await stack.unit(name)).token] as const));
    });
    await stack.phase(async (engine) => {
        await fine(engine.destroy());
        expect(stack.state.size).toBe(0);
    });
    const inactive = [...(await console.units()).values()].filter((unit) => unit.inactive).map(({ token }) => token);
    expect(inactive.sort()).toEqual(tokens.map(([, token]) => token).sort());

    for (const [name, token] of tokens) {
        const kind = exported.get(name)?.type.slice("cvg:".length).toLowerCase();
        await console.post(`/${kind}restore/${sandbox.reseller}/${token}`, undefined);
    }
    stack.bringBack(exported);
    await stack.phase(async (engine) => {
        // Numbers were freed when their projects became inactive.
        const lost = { "claims-hotline": ["platformNumbers"], windscreens: ["platformNumbers"], appointments: ["platformNumbers"] };
        expect(changes(await fine(engine.refresh()))).toEqual(lost);
        expect(Object.keys((await fine(engine.up(CHANGED))).plan).sort()).toEqual(Object.keys(lost).sort());
        await settled(engine, CHANGED);
    });
}

/** The keys that changed, by resource. */
const changes = ({ steps }: Run) =>
    Object.fromEntries(steps.filter(({ changed }) => changed.length > 0).map(({ name, changed }) => [name, changed]));

/** Active, with the settings that the state says apply, with its numbers and its bot's secret. */
async function everythingAsDeclared(stack: Stack, reseller: string): Promise<void> {
    for (const name of UNITS) {
        const { inactive, effective } = await stack.unit(name);
        expect({ name, inactive }).toEqual({ name, inactive: false });
        expect(stack.state.get(name)?.outputs.effective).toEqual(readable(effective));
    }
    for (const [name, number] of Object.entries(NUMBERS)) {
        const stored = await projectAsStored(stack, reseller, (await stack.unit(name)).token);
        expect({ name, ...stored }).toEqual({
            name,
            platformNumbers: [number],
            secret: name === "appointments" ? undefined : SECRET,
        });
    }
}

/** Written a second time, by hand: the wire names of the contract, and the periods of this program. */
function readable(effective: Readonly<Record<string, unknown>>) {
    const periods = new Map([
        [600_000, "10 minutes"],
        [3_600_000, "1 hour"],
        [86_400_000, "1 day"],
        [129_600_000, "36 hours"],
        [604_800_000, "1 week"],
        [7_776_000_000, "90 days"],
    ]);
    return {
        outboundCalls: effective.allowOutboundCalls,
        recordings: effective.allowRecordings,
        recordingRetention: periods.get(Number(effective.maxRecordingRetentionTime)),
        anonymizeNumbers: effective.anonymizeRemoteNumbers,
        storeDialogData: effective.storeDialogData,
        dialogRetention: periods.get(Number(effective.maxDialogRetentionTime)),
    };
}
