/** Each fault at each call of commands that change, move or delete, through the plugin: as safe as through the classes, and told in the same words. */
import { CELLS } from "../../engine/faults/calls.js";
import { DURATIONS, KIND_NAMES } from "../../engine/faults/kinds.js";
import { playedIn, promisesBroken, type Row, saidIn, undisturbed } from "../../engine/faults/matrix.js";

const COMMANDS = ["update at every level", "destroy", "projects move", "an account is replaced", "policies tighten"] as const;

test.each(COMMANDS)("%s", async (scenario) => {
    const rows = CELLS.filter((cell) => cell.scenario === scenario).flatMap((cell) =>
        KIND_NAMES.map((kind, index): Row => ({ ...cell, kind, duration: DURATIONS[index % DURATIONS.length] ?? "once" })),
    );
    const [classes, plugin] = [await playedIn(rows), await playedIn(rows, "native")];
    const expected = await undisturbed([scenario], "native");
    expect(promisesBroken(plugin, expected)).toEqual([]);
    expect(saidIn(plugin)).toEqual(saidIn(classes));
    expect(rows.length).toBeGreaterThan(30);
});
