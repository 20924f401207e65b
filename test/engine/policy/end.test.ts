/** What becomes of settings when their policy is taken out of the program: `onDelete`. */
import type { Declaration, Run } from "../../harness/engine-on-grpc.js";
import { customer } from "../../harness/tenant-program.js";
import { fine } from "../life/life.js";
import { tenantBeforeEach } from "./before-each.js";
import { bare, policy } from "./stories.js";
import { OPEN, policyOf, unitNamed } from "./tenant-in-console.js";

const at = tenantBeforeEach();

async function up(program: readonly Declaration[]): Promise<Run> {
    let run: Run | undefined;
    await at.stack.phase(async (engine) => {
        run = await fine(engine.up(program));
    });
    if (run === undefined) throw new Error("nothing ran");
    return run;
}
const said = ({ messages }: Run, code: string) => messages.filter(({ text }) => text.startsWith(code)).map(({ text }) => text);
const storedAt = async (name: string) => (await unitNamed(at.stack.console, name)).stored;

test("keeps them, says so, and asks nothing of the gateway", async () => {
    await up([policyOf("schaden", at.tenant.account, { dialogRetention: "1 day" })]);
    await at.stack.console.control("DELETE", "/requests");
    expect(said(await up([]), "CVG115")).toEqual([
        `CVG115 account ${at.tenant.account}: its settings stay as they are, and are no longer managed.`,
    ]);
    expect(await at.stack.console.counts()).toEqual({});
    expect(await storedAt("Schaden")).toMatchObject({ maxDialogRetentionTime: 86_400_000, allowRecordings: true });
});

test("resets them to the stricter of now and the console's defaults, cuts what is below, and says what that means", async () => {
    await at.stack.console.control("POST", "/behaviour", { tightening: "reject" });
    await up([policyOf("schaden", at.tenant.account, { recordingRetention: "1 day", dialogRetention: "10 minutes", onDelete: "reset" })]);
    const run = await up([]);
    const strict = {
        allowOutboundCalls: false,
        allowRecordings: false,
        maxRecordingRetentionTime: 86_400_000,
        maxDialogRetentionTime: 600_000,
    };
    // Numbers are not anonymized by default, which a reset leaves as it is; dialog data is stored by default, and was.
    expect(await storedAt("Schaden")).toEqual({ ...OPEN, ...strict });
    expect((await unitNamed(at.stack.console, "Hotline")).effective).toMatchObject(strict);
    expect(said(run, "CVG115")).toEqual([
        `CVG115 account "Schaden" (${at.tenant.account}): its settings are reset to the stricter of what applied and the console's defaults (outboundCalls true => false, recordings true => false), and are no longer managed.`,
    ]);
    expect(said(run, "CVG109")).toEqual([
        expect.stringMatching(
            /^CVG109 account "Schaden" .*: outboundCalls true => false: .* \(up to 1 unit below that declares no settings here: 1 project\)\.$/,
        ),
        expect.stringMatching(
            /^CVG109 account "Schaden" .*: recordings true => false: .* \(up to 1 unit below that declares no settings here: 1 project\)\.$/,
        ),
    ]);
    expect(said(run, "CVG110")).toHaveLength(1);
});

test("a reset never loosens: what only a level above cuts is stored as it applies", async () => {
    await up([policyOf("acme", at.tenant.customer, { recordingRetention: "1 hour", anonymizeNumbers: true })]);
    await up([
        policyOf("acme", at.tenant.customer, { recordingRetention: "1 hour", anonymizeNumbers: true }),
        policyOf("schaden", at.tenant.account, { onDelete: "reset" }),
    ]);
    await at.stack.console.control("DELETE", "/history");
    await up([policyOf("acme", at.tenant.customer, { recordingRetention: "1 hour", anonymizeNumbers: true })]);
    expect(await storedAt("Schaden")).toMatchObject({ maxRecordingRetentionTime: 3_600_000, anonymizeRemoteNumbers: true });
});

test("at the reseller only what was declared is reset", async () => {
    await up([policyOf("top", "reseller", { recordings: true, recordingRetention: "90 days", onDelete: "reset" })]);
    const before = await storedAt("Sandbox");
    await up([]);
    expect(await storedAt("Sandbox")).toEqual({ ...before, allowRecordings: false, maxRecordingRetentionTime: 604_800_000 });
});

describe("nothing is written", () => {
    test("when the unit goes too", async () => {
        const both = [bare(customer("globex", {})), policy("customer", "globex", { recordings: true, onDelete: "reset" })];
        await up(both);
        await at.stack.console.control("DELETE", "/requests");
        await at.stack.phase(async (engine) => void (await fine(engine.destroy())));
        const writes = Object.keys(await at.stack.console.counts()).filter((kind) => !kind.startsWith("GET ") && kind !== "POST token");
        expect(writes).toEqual(["DELETE /customers/{reseller}/{customer}"]);
    });

    test("to a unit that is inactive or gone by then", async () => {
        const both = [
            policyOf("hotline", at.tenant.project, { recordings: true, onDelete: "reset" }),
            policyOf("schaden", at.tenant.account, { onDelete: "reset" }),
        ];
        await up(both);
        await at.stack.console.delete(`/project/${at.sandbox.reseller}/${at.tenant.project}`);
        await at.stack.console.control("POST", "/clock", { advance: "91 days" });
        await at.stack.console.delete(`/account/${at.sandbox.reseller}/${at.tenant.account}`);
        const writes = await at.stack.console.writes();
        expect(said(await up([]), "CVG115")).toEqual([
            expect.stringMatching(/^CVG115 account "Schaden" .* is inactive: its settings are not reset/),
            expect.stringMatching(/^CVG115 project .* is no longer at the gateway, so there is nothing to reset\.$/),
        ]);
        expect(await at.stack.console.writes()).toBe(writes);
    });

    test("where another policy of the run declares them now", async () => {
        await up([policyOf("old", at.tenant.account, { recordings: true, onDelete: "reset" })]);
        const writes = await at.stack.console.writes();
        expect(said(await up([policyOf("new", at.tenant.account, { recordings: true })]), "CVG115")).toEqual([
            `CVG115 account ${at.tenant.account}: its settings stay as they are; PrivacyPolicy "new" declares them now.`,
        ]);
        expect(await at.stack.console.writes()).toBe(writes);
    });

    test("where the unit declares them itself now", async () => {
        const inPolicy = [bare(customer("globex", {})), policy("customer", "globex", { recordings: false, onDelete: "reset" })];
        await up(inPolicy);
        const before = await storedAt("globex");
        const writes = await at.stack.console.writes();
        expect(said(await up([customer("globex", { recordings: false })]), "CVG115")).toEqual([
            expect.stringMatching(/: its settings stay as they are; the unit itself \(`privacy`\) declares them now\.$/),
        ]);
        expect({ writes: await at.stack.console.writes(), stored: await storedAt("globex") }).toEqual({ writes, stored: before });
    });
});

test("to change it is an update of the state, and asks nothing of the gateway that writes", async () => {
    await up([policyOf("schaden", at.tenant.account, { recordings: true })]);
    const writes = await at.stack.console.writes();
    const changed = await up([policyOf("schaden", at.tenant.account, { recordings: true, onDelete: "reset" })]);
    expect(changed.steps).toEqual([{ name: "schaden", op: "update", changed: ["onDelete"] }]);
    expect(await at.stack.console.writes()).toBe(writes);
    expect(at.stack.state.get("schaden")?.outputs.onDelete).toBe("reset");
    // The default is no difference to its absence.
    await up([policyOf("schaden", at.tenant.account, { recordings: true })]);
    expect((await up([policyOf("schaden", at.tenant.account, { recordings: true, onDelete: "keep" })])).plan).toEqual({});
});
