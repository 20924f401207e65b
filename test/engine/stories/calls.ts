/** A call of somebody to a hotline: what is kept of it, and that nothing is. */
import { z } from "zod";
import { type Scene, unitNamed } from "./scene.js";
import { type Step, step } from "./step.js";

const Call = z.looseObject({ dialogId: z.string(), status: z.literal("Success") });
const dialogs = new WeakMap<Scene, string>();

/** A recorded call, which can be read. */
export const placeCall = (name: string, number: string): Step =>
    step(`a call to "${name}"`, async (scene) => {
        const { token } = await unitNamed(scene, name);
        const call = await scene.console.control("POST", "/calls", {
            project: token,
            direction: "inbound",
            from: "+4917012345",
            to: number,
        });
        const { dialogId } = Call.parse(call);
        await scene.console.control("POST", `/calls/${dialogId}/recording/start`);
        await scene.console.control("POST", `/calls/${dialogId}/end`);
        dialogs.set(scene, dialogId);
        expect(await scene.console.runtime(`/dialog/${scene.sandbox.reseller}/${dialogId}`)).toMatchObject({ dialogId });
        expect(await scene.console.runtime(`/recording/${scene.sandbox.reseller}/${dialogId}`)).toHaveProperty("lossless");
    });

export const expectDataGone: Step = step("dialog and recording are gone", async (scene) => {
    const dialogId = dialogs.get(scene);
    for (const kind of ["dialog", "recording"])
        await expect(scene.console.runtime(`/${kind}/${scene.sandbox.reseller}/${dialogId}`)).rejects.toThrow("404");
});
