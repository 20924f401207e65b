/** A state that is lost, or that was never written because the command was killed. */
import { setTimeout as wait } from "node:timers/promises";
import { openStackLife, PRELUDE, type StackLife } from "./stack-life.js";

const program = (more = ""): string => `
const acme = new cvg.Customer("acme", { name: "Acme", privacy: { dialogRetention: "1 day" } });
const claims = new cvg.Account("claims", { customer: acme, name: "Schaden" });
const hotline = new cvg.Project("hotline", { account: claims, name: "Hotline", platformNumbers: ["+4989111111"], ...bot });
new cvg.PrivacyPolicy("hotline-privacy", { scope: hotline, dialogRetention: "1 hour" }, { deletedWith: hotline });
${more}
`;
const TREE = ["Acme active", "Acme/Schaden active", "Acme/Schaden/Hotline active"];

let life: StackLife;

beforeAll(async () => {
    life = await openStackLife();
});
afterAll(async () => {
    await life[Symbol.asyncDispose]();
});

/** Waits for what is true in the end, at most so many seconds. */
async function eventually(isSo: () => Promise<boolean> | boolean, seconds: number): Promise<void> {
    for (const end = Date.now() + seconds * 1000; !(await isSo()) && Date.now() < end; ) await wait(50);
    expect(await isSo()).toBe(true);
}

/** Runs `up` and kills it while the gateway is at work on a create, whose answer nobody will hear. */
async function killedDuringCreate(content: string): Promise<void> {
    const match = { method: "POST", route: "/customers/{reseller}" };
    await life.console.control("POST", "/faults", { kind: "delay", delayMs: 2_000, match });
    life.project.write("index.js", PRELUDE + content);
    let pid = 0;
    const started = (id: number): void => {
        pid = id;
    };
    const run = life.project.up({ started });
    await eventually(async () => JSON.stringify(await life.console.control("GET", "/faults")).includes('"faults":[]'), 90);
    process.kill(pid, "SIGKILL");
    expect((await run).signal).toBe("SIGKILL");
    await eventually(() => life.project.leftRunning().length === 0, 20);
}

test('a lost state is built again with cvg:ifExists "adopt": nothing is created, only what differs is written', async () => {
    await life.up(program());
    const tokens = await life.tokens();
    expect((await life.project.raw(["stack", "rm", "dev", "--force", "--yes", "--preserve-config"])).code).toBe(0);
    expect((await life.project.raw(["stack", "init", "dev"])).code).toBe(0);
    await life.refused(program());
    await life.edit("Acme", (body) => ({ ...body, customerName: "Acme", contact: { mail: "it@acme.example" } }));
    expect((await life.project.raw(["config", "set", "cvg:ifExists", "adopt"])).code).toBe(0);
    await life.clear();
    const preview = await life.project.preview();
    expect(preview.text).toContain(`CVG310 acme adopts customer "Acme" (${tokens.Acme}), changes nothing.`);
    expect(preview.text).toContain(`CVG310 claims adopts account "Schaden" (${tokens["Acme/Schaden"]}), changes nothing.`);
    expect(preview.text).toContain(`CVG310 hotline adopts project "Hotline" (${tokens["Acme/Schaden/Hotline"]}), changes nothing.`);
    await life.up(program());
    expect(await life.written()).toEqual([]);
    expect(await life.tree()).toEqual(TREE);
    expect(await life.tokens()).toEqual(tokens);
    expect((await life.project.raw(["config", "rm", "cvg:ifExists"])).code).toBe(0);
    await life.settled();
});

test("killed while a unit was made: the lock is cancelled, the next run is refused instead of making it twice, and adopt takes it", async () => {
    const more = (line = ""): string => program(`new cvg.Customer("globex", { name: "Globex", ${line} });`);
    await killedDuringCreate(more());
    await eventually(async () => (await life.tree()).includes("Globex active"), 20);
    const locked = await life.refused(more());
    expect(locked.text).toContain("the stack is currently locked by 1 lock(s)");
    expect((await life.project.raw(["cancel", "--yes"])).code).toBe(0);
    const { text } = await life.refused(more());
    expect(text).toMatch(/CVG308 globex: there is a customer "Globex" at this place already: [-\w]+ \(active\)/);
    const { token } = await life.unit("Globex");
    await life.up(more('ifExists: "adopt"'));
    expect((await life.unit("Globex")).token).toBe(token);
    expect(await life.tree()).toEqual([...TREE, "Globex active"]);
    expect((await life.project.refresh({ args: ["--clear-pending-creates"] })).code).toBe(0);
    await life.up(more());
    await life.settledApart();
});
