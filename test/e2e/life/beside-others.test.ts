/** Another pipeline is at work where an error hook of the engine asks again, and between the two halves of a replacement. */
import { setTimeout as wait } from "node:timers/promises";
import { openStackLife, PRELUDE, type StackLife } from "./stack-life.js";

const CUSTOMERS = { method: "POST", route: "/customers/{reseller}" };
const PROJECTS = { method: "POST", route: "/projects/{reseller}/{account}" };

/** Tries a create again, three times at most. */
const INSISTING = `
const pulumi = require("@pulumi/pulumi");
let tries = 0;
const again = new pulumi.ErrorHook("again", async () => (tries += 1) <= 3);
new cvg.Customer("acme", { name: "Acme" }, { hooks: { onError: [again] } });
`;

let life: StackLife;
beforeEach(async () => {
    life = await openStackLife();
});
afterEach(() => life[Symbol.asyncDispose]());

const fault = (kind: object) => life.console.control("POST", "/faults", kind);
/** Until the gateway is at work on the request that the fault is for. */
async function begun(): Promise<void> {
    while (Object(await life.console.control("GET", "/faults")).faults.length > 0) await wait(50);
}
const path = (route: string): string => `${route}/${life.sandbox.reseller}`;

test("an error hook that asks again has the engine end well: that another pipeline made the same unit at the same moment is told all the same", async () => {
    await fault({ match: CUSTOMERS, kind: "delay", delayMs: 8000 });
    life.project.write("index.js", PRELUDE + INSISTING);
    const run = life.project.up();
    await begun();
    const { commonConfiguration } = await life.console.get(path("/reseller"));
    await life.console.post(path("/customers"), { customerName: "Acme", commonConfiguration });
    const { code, text } = await run;
    // An engine that comes to end with an error here would be better.
    expect(code).toBe(0);
    expect(text).toContain("retrying create due to on-error hook request");
    expect(text).toMatch(/warning: CVG331 customer "Acme" \([-\w]+\) was made, and while it was made, somebody else made one of this name/);
    expect(await life.tree()).toEqual(["Acme active", "Acme active"]);
    // It has recorded its own, and goes on with it.
    const next = await life.project.up();
    expect({ code: next.code, text: next.code === 0 ? "" : next.text }).toEqual({ code: 0, text: "" });
    expect(await life.tree()).toEqual(["Acme active", "Acme active"]);
});

const NUMBER = "+4989111111";
const program = (name: string): string => `${PRELUDE}
const acme = new cvg.Customer("acme", { name: "Acme" });
const claims = new cvg.Account("claims", { customer: acme, name: "Schaden" });
const whenReplaced = { replaceOnChanges: ["name"], deleteBeforeReplace: true };
new cvg.Project("hotline", { account: claims, name: "${name}", platformNumbers: ["${NUMBER}"], ...bot }, whenReplaced);
`;

test("a number that another pipeline takes while its project is replaced: nothing is doubled, and once it is free the next run makes the new one", async () => {
    await life.up(program("Hotline").slice(PRELUDE.length));
    const hotline = await life.body("Acme/Schaden/Hotline");
    const { token } = await life.unit("Acme/Schaden");
    // The gateway asks the run to wait between its two halves.
    await fault({ match: PROJECTS, kind: "status", status: 429, retryAfterSeconds: 8 });
    life.project.write("index.js", program("Neu"));
    const run = life.project.up();
    await begun();
    await life.console.post(`${path("/projects")}/${token}`, { ...hotline, projectName: "Fremd", platformNumbers: [NUMBER] });
    const { code, text } = await run;
    expect(code).not.toBe(0);
    expect(text).toMatch(/CVG305 new project "Neu" .*NUMBER_TAKEN/);
    expect(text).toContain(`Its number ${NUMBER} can be given to others from now on`);
    const left = ["Acme active", "Acme/Schaden active", "Acme/Schaden/Fremd active", "Acme/Schaden/Hotline inactive"];
    expect(await life.tree()).toEqual(left);

    await life.deactivate("Acme/Schaden/Fremd");
    const next = await life.project.up();
    expect({ code: next.code, text: next.code === 0 ? "" : next.text }).toEqual({ code: 0, text: "" });
    // It was this stack's own run that made it inactive: nobody else is blamed for it.
    expect(next.text).toMatch(/was made inactive, and this stack has not recorded it: somebody else did it, or a run that was interrupted/);
    expect(await life.tree()).toEqual([
        ...left.slice(0, 2),
        "Acme/Schaden/Fremd inactive",
        "Acme/Schaden/Hotline inactive",
        "Acme/Schaden/Neu active",
    ]);
    expect((await life.body("Acme/Schaden/Neu")).platformNumbers).toEqual([NUMBER]);
});
