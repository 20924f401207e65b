/** Changes and deletions through the plugin while the gateway fails: as safe as through the classes, and told in the same words. `npm run soak -- native` plays all of them. */
import { DURATIONS, type KindName } from "../faults/kinds.js";
import { playedIn, promisesBroken, type Row, saidIn, undisturbed } from "../faults/matrix.js";

const CHANGE = "update at every level";
const row = (scenario: Row["scenario"], call: Row["call"], kind: KindName, duration: Row["duration"]): Row => ({
    ...{ scenario, call, kind, duration },
});
const ROWS: readonly Row[] = [
    ...(["500", "429", "lost after", "lost before"] as const).flatMap((kind, index) => [
        row(CHANGE, "POST /project/{reseller}/{project}", kind, DURATIONS[index % 2] ?? "once"),
        row("destroy", "DELETE /account/{reseller}/{account}", kind, DURATIONS[(index + 1) % 2] ?? "once"),
    ]),
    row("destroy", "DELETE /project/{reseller}/{project}", "malformed", "lasting"),
    row("projects move", "POST /project/{reseller}/{project}/move", "lost after", "lasting"),
];

test("a change or a deletion that meets a fault ends as if nothing had gone wrong, in two runs, and says what the classes' provider says", async () => {
    const [classes, plugin] = [await playedIn(ROWS), await playedIn(ROWS, "native")];
    const expected = await undisturbed([...new Set(ROWS.map(({ scenario }) => scenario))], "native");
    expect([...expected].flatMap(([name, { broken }]) => broken.map((what) => `${name}: ${what}`))).toEqual([]);
    expect(promisesBroken(plugin, expected)).toEqual([]);
    const said = saidIn(plugin);
    expect(said).toEqual(saidIn(classes));
    const failed = Object.values(said).filter((lines) => lines.some((line) => /^(?:update|delete) \w+: CVG50\d/.test(line)));
    expect(Object.values(said).flat()).toContainEqual(expect.stringMatching(/^hotline is half done: CVG503/));
    expect(failed).toHaveLength(ROWS.filter(({ duration }) => duration === "lasting").length);
}, 240_000);
