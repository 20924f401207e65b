import type { Scene } from "./scene.js";

/** One thing that happens in a story, or that has to be so at that point. */
export interface Step {
    /** What fails is told under this name. */
    readonly says: string;
    readonly play: (scene: Scene) => Promise<void>;
}

export const step = (says: string, play: Step["play"]): Step => ({ says, play });
