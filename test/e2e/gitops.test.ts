/** examples/gitops, end to end: the steps of its two pipelines as they are written there, in a repository that is checked out, with the real engine. */
import { exampleProgram, type GitopsPlace, openGitops } from "../harness/gitops/place.js";

let place: GitopsPlace;
beforeAll(async () => {
    place = await openGitops();
});
afterAll(() => place.close());

test("a pull request is commented and held back until exactly it is approved; its merge applies the plan", async () => {
    await place.git("checkout", "--quiet", "-b", "first-tenant");
    const held = await place.onGitHub("review");
    expect([held.code, held.output]).toEqual([2, expect.stringContaining("calls may be recorded from the first one on, kept 1 month")]);
    expect(held.output).toMatch(/Held back\n {2}- exposed: \d+ findings are not approved/);
    expect(place.forge.comments).toHaveLength(1);
    expect(place.forge.comments[0]?.body).toContain("### Held back");

    place.approveAll();
    await place.commit("Approve what the report says");
    const passed = await place.onGitHub("review");
    expect([passed.code, passed.output]).toEqual([0, expect.not.stringContaining("Held back")]);
    expect(place.forge.comments).toHaveLength(1);
    expect(place.forge.comments[0]?.body).not.toContain("### Held back");
    expect(await place.console.writes()).toBe(0);

    await place.git("checkout", "--quiet", "main");
    await place.git("merge", "--quiet", "first-tenant");
    const applied = await place.onGitHub("apply");
    expect([applied.code, applied.output]).toEqual([0, expect.stringContaining("created")]);
    expect((await place.console.units()).get("Schadenhotline")).toMatchObject({ inactive: false });
});

test("what others change is told every night, and nothing is written", async () => {
    const quiet = await place.onGitHub("drift");
    expect([quiet.code, quiet.output]).toEqual([0, expect.stringContaining("the gateway holds what was last applied")]);
    const units = await place.console.units();
    await place.console.edit(`/customers/${place.sandbox.reseller}/${units.get("Acme Versicherung")?.token}`, (body) => ({
        ...body,
        commonConfiguration: { ...Object(body.commonConfiguration), anonymizeRemoteNumbers: false },
    }));
    const before = await place.console.writes();
    for (const drifted of [await place.onGitHub("drift"), await place.onGitLab("drift")])
        expect([drifted.code, drifted.output]).toEqual([
            2,
            expect.stringContaining("bots and integrations have seen callers' numbers since"),
        ]);
    expect(await place.console.writes()).toBe(before);
});

test("a merge request on GitLab is commented in place, and a preview that fails is red and says why", async () => {
    await place.git("checkout", "--quiet", "-b", "too-loose");
    // Of a literal the compiler would say it, before the preview can.
    const shown = "privacy: { anonymizeNumbers: process.env.NOBODY_SETS_THIS !== undefined }";
    place.project.write("index.ts", exampleProgram.replace('name: "Schaden", privacy: {}', `name: "Schaden", ${shown}`));
    await place.commit("Ask for more than is allowed");
    const failed = await place.onGitLab("review");
    expect([failed.code, failed.output]).toEqual([1, expect.stringContaining("The preview failed: what follows is not complete.")]);
    expect(place.forge.comments).toHaveLength(1);
    expect(place.forge.comments[0]?.body).toContain("CVG101");
    await place.git("checkout", "--quiet", "--force", "main");
});

test("a plan that the program no longer fits is not applied, and what may only read writes nothing", async () => {
    expect((await place.run("sh", ["scripts/preview.sh"])).code).not.toBe(1);
    place.project.write("index.ts", exampleProgram.replace('"Acme Versicherung"', '"Acme Versicherung AG"'));
    const other = await place.run("sh", ["scripts/apply.sh"]);
    expect([other.code === 0, other.stdout + other.stderr]).toEqual([false, expect.stringContaining("violates plan")]);
    const before = await place.console.writes();
    const forbidden = await place.run("pulumi", ["up", "--stack", "prod", "--yes", "--skip-preview", "--non-interactive"], {
        env: { CVG_READ_ONLY: "true" },
    });
    expect([forbidden.code === 0, forbidden.stdout + forbidden.stderr]).toEqual([false, expect.stringContaining("CVG508")]);
    expect(await place.console.writes()).toBe(before);
});
