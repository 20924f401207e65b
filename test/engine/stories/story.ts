/** A story of a tenant's life: steps that read as a sentence, and what holds in the end of each, whatever happened. */

import { DEFAULT_BEHAVIOUR, parseBehaviour, type SwitchName } from "../../../provider/sandbox/behaviour.js";
import { BEHAVIOUR, type Behaviour, startSandbox } from "../../../provider/sandbox/index.js";
import type { ShellName } from "../../harness/provider-process.js";
import { endsAsDeclared, memoryOfOthers, plantOthers } from "./end.js";
import { openScene, type Scene } from "./scene.js";
import { type Step, step } from "./step.js";

export interface Story {
    readonly name: string;
    readonly steps: readonly Step[];
    /** The switches that the story depends on: it is told under each of their values, several switches at a time. */
    readonly dependsOn: readonly SwitchName[];
}

export const lifecycle = (name: string, steps: readonly Step[], dependsOn: readonly SwitchName[] = []): Story => ({
    name,
    steps,
    dependsOn,
});

/** Steps for one way in which the gateway may behave, and for every other. */
export function where(is: (behaviour: Behaviour) => boolean, then: readonly Step[], otherwise: readonly Step[] = []): Step {
    return step("where the gateway behaves so", (scene) => playAll(scene, is(scene.behaviour) ? then : otherwise));
}

async function playAll(scene: Scene, steps: readonly Step[]): Promise<void> {
    for (const [index, { says, play }] of steps.entries()) {
        try {
            await play(scene);
        } catch (error) {
            if (error instanceof Error) error.message = `step ${index + 1}, ${says}: ${error.message}`;
            throw error;
        }
    }
}

/** @param oneProcess false: each run has a provider process of its own, as in the engine; that takes three times as long */
export async function tell(
    { steps }: Story,
    behaviour: Partial<Behaviour> = {},
    oneProcess = true,
    shell: ShellName = "dynamic",
): Promise<void> {
    await using sandbox = await startSandbox();
    await using scene = await openScene(sandbox, { ...DEFAULT_BEHAVIOUR, ...behaviour }, oneProcess, shell);
    await plantOthers(scene);
    const others = await memoryOfOthers(scene);
    await playAll(scene, steps);
    await endsAsDeclared(scene, others);
}

/** Rows in which each value of these switches that is not the default stands once at least. */
function otherRows(switches: readonly SwitchName[]): readonly Partial<Behaviour>[] {
    const others = switches.map((name): readonly [SwitchName, readonly string[]] => [
        name,
        Object.keys(BEHAVIOUR[name].values).filter((value) => value !== BEHAVIOUR[name].default),
    ]);
    const count = Math.max(0, ...others.map(([, values]) => values.length));
    return Array.from({ length: count }, (_, index) =>
        parseBehaviour(Object.fromEntries(others.map(([name, values]) => [name, values[index % values.length]]))),
    );
}

/** A test for each story under the default behaviour, and one for each row of other values of the switches that it depends on. */
export function tellAll(stories: readonly Story[]): void {
    for (const story of stories) {
        test(story.name, () => tell(story));
        for (const row of otherRows(story.dependsOn)) {
            const title = Object.entries(row).map(([name, value]) => `${name}: ${value}`);
            test(`${story.name} (${title.join(", ")})`, () => tell(story, row));
        }
    }
}
