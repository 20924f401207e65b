/** One telephone number on two projects of a program is found while the program runs, before anything is written. */
import * as pulumi from "@pulumi/pulumi";
import * as cvg from "../../../provider/index.js";
import { startSandbox } from "../../../provider/sandbox/index.js";
import { configurationOf } from "../shell/shell.js";

/** A program of its own for each test. */
async function program(declare: () => void): Promise<void> {
    await using sandbox = await startSandbox();
    pulumi.runtime.setAllConfig(configurationOf(sandbox));
    await pulumi.runtime.setMocks({ newResource: ({ inputs, name }) => ({ id: name, state: inputs }), call: () => ({}) });
    await pulumi.runtime.runInPulumiStack(async () => declare());
}

const project = (name: string, more: Partial<cvg.ProjectArgs>, options?: pulumi.CustomResourceOptions): cvg.Project =>
    new cvg.Project(
        name,
        {
            account: "some-account",
            name,
            bot: { type: "custom", url: "https://bot.example", token: "t" },
            transcribers: [{ vendor: "GOOGLE" }],
            synthesizers: [{ vendor: "GOOGLE" }],
            transcriberLanguage: "de-DE",
            synthesizerLanguage: "de-DE",
            ...more,
        },
        options,
    );

test("both projects and the numbers are named", async () => {
    await program(() => {
        project("hotline", { platformNumbers: ["+4989111", "+4989112", "+4989113"] });
        project("evening", { platformNumbers: ["+4989114"] });
        expect(() => project("night", { platformNumbers: ["+4989113", "+4989112"] })).toThrow(
            "CVG305 night: platformNumbers has +4989113, +4989112, and so has hotline.\n" +
                "  A number is on at most one active project: take it out of one of the two.",
        );
    });
});

test("a project that is not active, or whose numbers are ignored, asks for none; what is not known yet is the gateway's to judge", async () => {
    await program(() => {
        const platformNumbers = ["+4989111"];
        project("hotline", { platformNumbers });
        expect(() => project("old", { platformNumbers, active: false })).not.toThrow();
        expect(() => project("kept", { platformNumbers }, { ignoreChanges: ["platformNumbers"] })).not.toThrow();
        expect(() => project("later", { platformNumbers: [pulumi.output("+4989111")] })).not.toThrow();
        expect(() => project("later-list", { platformNumbers: pulumi.output(platformNumbers) })).not.toThrow();
    });
});
