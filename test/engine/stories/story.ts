/** A story of a tenant's life: steps that read as a sentence, and what holds in the end of each, whatever happened. */

import { DEFAULT_BEHAVIOUR, type SwitchName } from "../../../provider/sandbox/behaviour.js";
import { BEHAVIOUR, type Behaviour, startSandbox } from "../../../provider/sandbox/index.js";
import { endsAsDeclared, memoryOfOthers, plantOthers } from "./end.js";
import { openScene, type Scene } from "./scene.js";
import { type Step, step } from "./step.js";

export interface Story {
    readonly name: string;
    readonly steps: readonly Step[];
    /** The switches that the story depends on: it is told under each of their values. */
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

export async function tell({ steps }: Story, behaviour: Partial<Behaviour> = {}): Promise<void> {
    await using sandbox = await startSandbox();
    const scene = await openScene(sandbox, { ...DEFAULT_BEHAVIOUR, ...behaviour });
    try {
        await plantOthers(scene);
        const others = await memoryOfOthers(scene);
        await playAll(scene, steps);
        await endsAsDeclared(scene, others);
    } finally {
        for (const other of scene.others) await other.close();
    }
}

/** A test for each story under the default behaviour, and one for each other value of the switches that it depends on. */
export function tellAll(stories: readonly Story[]): void {
    for (const story of stories) {
        test(story.name, () => tell(story));
        for (const name of story.dependsOn) {
            const values = Object.keys(BEHAVIOUR[name].values).filter((value) => value !== BEHAVIOUR[name].default);
            for (const value of values) test(`${story.name} (${name}: ${value})`, () => tell(story, { [name]: value }));
        }
    }
}
