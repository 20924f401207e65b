/** What holds in the end of every story: the tree as declared, no duplicates, nothing of others touched, nothing left to do. */

import { settingsFromWire } from "../../../provider/gateway/index.js";
import { CommonConfiguration } from "../../../provider/gateway/wire/contract.js";
import { readable } from "../../../provider/policy/index.js";
import { CLOSED } from "../../harness/bodies.js";
import type { ShownUnit } from "../../harness/console.js";
import { unsealed } from "../../harness/properties.js";
import type { ResourceState } from "../../harness/stack-state.js";
import { makeUnit } from "./console-deeds.js";
import { declared, inPlain, type Playing, pathOf, phase, type Scene, UNITS_OF_OTHERS } from "./scene.js";

/** A tenant that no program of a story knows: as strict as can be, so whatever becomes of the reseller, there is no reason to touch it. */
export async function plantOthers(scene: Scene): Promise<void> {
    const [customer = "", account = "", project = ""] = UNITS_OF_OTHERS;
    await makeUnit(scene, "customer", customer, { settings: CLOSED });
    await makeUnit(scene, "account", account, { in: customer, settings: CLOSED });
    await makeUnit(scene, "project", project, { in: account, settings: CLOSED, platformNumbers: ["+4989999"], provisioningBlocks: [7] });
}

/** Everything that reads show of the others' units, byte for byte. */
export async function memoryOfOthers(scene: Scene): Promise<readonly string[]> {
    const units = (await scene.console.everyUnit()).filter(({ name }) => UNITS_OF_OTHERS.includes(name));
    return await Promise.all(
        units.map(async (unit) => JSON.stringify([unit.above, unit.inactive, await scene.console.get(pathOf(scene, unit))])),
    );
}

export async function endsAsDeclared(scene: Scene, others: readonly string[]): Promise<void> {
    await scene.console.control("DELETE", "/faults");
    for (const playing of scene.stacks.values()) {
        scene.now = playing;
        await nothingLeftToDo(scene);
        await treeAsDeclared(scene, playing);
    }
    expect(await memoryOfOthers(scene)).toEqual(others);
}

async function nothingLeftToDo(scene: Scene): Promise<void> {
    const program = declared(scene, undefined);
    const before = await scene.console.writes();
    await phase(scene, async (engine) => {
        const preview = await engine.preview(program);
        expect({ during: "the last preview", problem: preview.problem, plan: preview.plan }).toEqual({
            during: "the last preview",
            problem: undefined,
            plan: {},
        });
        const warnings = preview.messages.filter(({ severity }) => severity === "warning" || severity === "error");
        expect(warnings).toEqual([]);
        const refresh = await engine.refresh();
        const drift = refresh.steps.filter(({ op, changed }) => op !== "refresh" || changed.length > 0);
        expect({ during: "the last refresh", problem: refresh.problem, drift }).toEqual({
            during: "the last refresh",
            problem: undefined,
            drift: [],
        });
        const again = await engine.preview(program);
        expect({ after: "the last refresh", problem: again.problem, plan: again.plan }).toEqual({
            after: "the last refresh",
            problem: undefined,
            plan: {},
        });
        return again;
    });
    expect((await scene.console.writes()) - before).toBe(0);
}

async function treeAsDeclared(scene: Scene, { program, stack }: Playing): Promise<void> {
    const units = await scene.console.everyUnit();
    const tokenOf = (by: string): string | undefined => stack.state.get(by)?.id;
    expect([...stack.state.keys()].sort()).toEqual(program.map(({ by }) => by).sort());
    for (const one of program) {
        const state = stack.state.get(one.by);
        const unit = units.find(({ token }) => token === state?.id);
        if (one.kind === "policy" || state === undefined) continue;
        const { above, level } = one;
        const place = above === undefined ? scene.sandbox.reseller : typeof above === "string" ? tokenOf(above) : above.token;
        const name = String(one.args.name).trim();
        expect({ by: one.by, ...seen(unit) }).toEqual({ by: one.by, level, name, above: place, inactive: state.inputs.active === false });
        const same = units.filter((other) => other.level === level && other.above === place && other.name.trim() === name);
        if (!scene.namesakes.has(name)) expect({ name, namesakes: same.length }).toEqual({ name, namesakes: 1 });
        if (unit !== undefined) await holdsWhatItShould(scene, unit, state);
    }
}

const seen = (unit: ShownUnit | undefined) =>
    unit && { level: unit.level, name: unit.name.trim(), above: unit.above, inactive: unit.inactive };

/** Settings, numbers and the bot with its secret, of a unit that is in use. */
async function holdsWhatItShould(scene: Scene, unit: ShownUnit, { inputs, outputs }: ResourceState): Promise<void> {
    if (unit.inactive) return;
    if (outputs.effective !== undefined) {
        const effective = { ...readable(settingsFromWire(CommonConfiguration.parse(unit.effective))) };
        expect({ name: unit.name, effective: outputs.effective }).toEqual({ name: unit.name, effective });
    }
    if (unit.level !== "project") return;
    const { platformNumbers, botConfiguration } = await inPlain(scene, () => scene.console.get(pathOf(scene, unit)));
    // Their order means nothing.
    expect({ name: unit.name, numbers: sorted(platformNumbers) }).toEqual({ name: unit.name, numbers: sorted(inputs.platformNumbers) });
    expect(botConfiguration).toMatchObject({ ...Object(unsealed(inputs.bot)) });
}

const sorted = (numbers: unknown): readonly unknown[] => (Array.isArray(numbers) ? [...numbers].sort() : []);
