/** What an admin does in the console, as steps of a story. Units are named by their display names. */

import { PROJECT_BODY } from "../../harness/bodies.js";
import type { Json } from "../../harness/console.js";
import { bodyOf, inPlain, pathOf, type Scene, unitNamed } from "./scene.js";
import { type Step, step } from "./step.js";

export type Deed = (scene: Scene) => Promise<void>;

/** Behind Pulumi's back. */
export const inConsole = (...deeds: readonly Deed[]): Step =>
    step("in the console", async (scene) => {
        for (const deed of deeds) await deed(scene);
    });

export const deactivate =
    (name: string): Deed =>
    async (scene) =>
        await scene.console.delete(pathOf(scene, await unitNamed(scene, name)));

export const restore =
    (name: string): Deed =>
    async (scene) => {
        const { level, token } = await unitNamed(scene, name);
        await scene.console.post(`/${level}restore/${scene.sandbox.reseller}/${token}`, undefined);
    };

export const edit =
    (name: string, change: (body: Json) => Json): Deed =>
    async (scene) =>
        await inPlain(scene, async () => await scene.console.edit(pathOf(scene, await unitNamed(scene, name)), change));

export const rename =
    (name: string, to: string): Deed =>
    async (scene) => {
        const { level } = await unitNamed(scene, name);
        await edit(name, (body) => ({ ...body, [`${level}Name`]: to }))(scene);
        scene.tokens.set(to, (await unitNamed(scene, to)).token);
    };

/** Settings by their wire names. */
export const settings = (name: string, changes: Json): Deed =>
    edit(name, (body) => ({ ...body, commonConfiguration: { ...Object(body.commonConfiguration), ...changes } }));

export const move =
    (name: string, to: string): Deed =>
    async (scene) => {
        const [unit, place] = [await unitNamed(scene, name), await unitNamed(scene, to)];
        await scene.console.post(`${pathOf(scene, unit)}/move`, { customerToken: place.above, accountToken: place.token });
    };

/** A unit with the settings of the level above, or those that are given; further fields of its body by their wire names. */
export async function makeUnit(
    scene: Scene,
    level: "customer" | "account" | "project",
    name: string,
    { in: place, settings: own, ...fields }: Json & { readonly in?: string; readonly settings?: Json } = {},
): Promise<void> {
    const above = place === undefined ? scene.sandbox.reseller : (await unitNamed(scene, place)).token;
    const units = await scene.console.everyUnit();
    const allowed = units.find(({ token }) => token === above)?.effective;
    const path = `/${level}s/${scene.sandbox.reseller}${level === "customer" ? "" : `/${above}`}`;
    const known = new Set(units.map(({ token }) => token));
    await scene.console.post(path, {
        [`${level}Name`]: name,
        commonConfiguration: { ...allowed, ...own },
        ...(level === "project" ? PROJECT_BODY : {}),
        ...fields,
    });
    const made = (await scene.console.everyUnit()).find(({ token }) => !known.has(token));
    if (made !== undefined && !scene.tokens.has(name)) scene.tokens.set(name, made.token);
}

export const make =
    (...unit: Parameters<typeof makeUnit> extends [Scene, ...infer Rest] ? Rest : never): Deed =>
    (scene) =>
        makeUnit(scene, ...unit);

/** The gateway's clock goes on. */
export const later = (time: string): Step =>
    step(`${time} later`, async ({ console }) => void (await console.control("POST", "/clock", { advance: time })));

/** What goes wrong on the way; see the control API. */
export const fault = (order: Json | readonly Json[]): Step =>
    step("a fault is planned", async ({ console }) => void (await console.control("POST", "/faults", order)));

export const noMoreFaults: Step = step("the faults end", async ({ console }) => void (await console.control("DELETE", "/faults")));

/** What the gateway keeps of a unit in its body. */
export const expectBody = (name: string, has: Json): Step =>
    step(`expect of "${name}"`, async (scene) => expect(await bodyOf(scene, name)).toMatchObject(has));
