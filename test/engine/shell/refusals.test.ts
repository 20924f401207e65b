/** Why inputs are refused: every reason at once, each with code, unit, field, reason and remedy, and never under a property's name. */
import { type Link, tell } from "../../../provider/told.js";
import { smallProject } from "./programs.js";
import { openShell, type Shell, to } from "./shell.js";

let shell: Shell;
let account: string;
beforeAll(async () => {
    shell = await openShell();
    await shell.engine.up([
        { type: "cvg:Customer", name: "acme", inputs: { name: "Acme", privacy: { dialogRetention: "1 day" } } },
        { type: "cvg:Account", name: "claims", inputs: (declared) => ({ name: "Schaden", customer: declared("acme").id, privacy: {} }) },
    ]);
    account = shell.engine.state.get("claims")?.id ?? "";
});
afterAll(() => shell.close());

test("every problem of a resource is told at once, also where the gateway had to be asked", async () => {
    const { failures } = await shell.provider.check(
        "urn",
        {},
        to("project", {
            ...smallProject(account),
            name: " ",
            transcriberLanguage: undefined,
            colour: "red",
            platformNumbers: ["+4989111111", "089"],
            utteranceTimeout: "long",
            privacy: { recordings: "sometimes", dialogRetention: "1 week", recordingRetention: "soon" },
            ...tell({ by: "hotline" }),
        }),
    );
    for (const { property } of failures) expect(property).toBe("");
    expect(failures.map(({ reason }) => reason).sort()).toEqual([
        expect.stringMatching(/^CVG101 hotline: dialogRetention "1 week" is longer than the "1 day" .*\n {2}Choose "1 day"/),
        expect.stringMatching(/^CVG102 hotline: privacy\.recordingRetention .*\n {2}\S/),
        expect.stringMatching(/^CVG102 hotline: privacy\.recordings .*\n {2}\S/),
        expect.stringMatching(/^CVG201 hotline: name .*\n {2}.*1 to 200 characters/),
        expect.stringMatching(/^CVG201 hotline: platformNumbers\[1\] .*\n {2}\S/),
        expect.stringMatching(/^CVG201 hotline: utteranceTimeout .*\n {2}\S/),
        expect.stringMatching(/^CVG202 hotline: colour .*\n {2}\S/),
        expect.stringMatching(/^CVG203 hotline: transcriberLanguage .*\n {2}\S/),
    ]);
});

test("every setting that the level above forbids is told at once", async () => {
    const above: readonly Link[] = [{ level: "customer", by: "acme", id: shell.engine.state.get("acme")?.id }];
    const declared = tell({ by: "policy", level: "account", above });
    const policy = { scope: account, dialogRetention: "1 month", recordingRetention: "3 weeks", ...declared };
    const top = { scope: "reseller", dialogRetention: "1 week", recordingRetention: "2 weeks" };
    await shell.provider.create("urn", (await shell.provider.check("urn", {}, to("privacy-policy", top))).inputs);
    const { failures } = await shell.provider.check("urn", {}, to("privacy-policy", policy));
    expect(failures).toEqual([
        { property: "", reason: expect.stringMatching(/^CVG101 policy: recordingRetention "3 weeks" .*\n {2}\S/) },
        { property: "", reason: expect.stringMatching(/^CVG101 policy: dialogRetention "1 month" .*\n {2}\S/) },
    ]);
});

test("where a program told no name, the text still says which field is meant", async () => {
    const { failures } = await shell.provider.check("urn", {}, to("customer", { name: 5 }));
    expect(failures).toEqual([{ property: "", reason: expect.stringMatching(/^CVG201 this resource: name .*number/) }]);
});

test("a name with a character that nobody sees is refused where it is new, and stays where it is recorded so", async () => {
    const invisible = "Ac\u200bme";
    const refused = async (before: string, name: string) =>
        (await shell.provider.check("urn", to("customer", { name: before, active: true }), to("customer", { name }))).failures.length;
    expect(await refused("Acme", invisible)).toBe(1);
    expect(await refused(invisible, invisible)).toBe(0);
    expect(await refused(invisible, `${invisible} GmbH`)).toBe(1);
});
