/** This project's program on the real engine, in a stack of its own that nobody else sees and that is gone afterwards. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { LocalWorkspace } from "@pulumi/pulumi/automation";
import type { Sandbox } from "pulumi-cvg/sandbox";
import { z } from "zod";
import type { InsurerArgs } from "../insurer";

type Insurers = Readonly<Record<string, Omit<InsurerArgs, "botToken">>>;

export interface TestStack {
    /** @throws with what Pulumi printed, when the program is refused */
    preview(insurers: Insurers): Promise<void>;
    up(insurers: Insurers): Promise<void>;
    /** Token of an insurer's claims bot. */
    hotline(insurer: string): Promise<string>;
    close(): Promise<void>;
}

const Hotlines = z.object({ hotlines: z.object({ value: z.record(z.string(), z.string()) }) });

export async function openStack({ endpoint, reseller, tokenUrl, clientId, clientSecret }: Sandbox): Promise<TestStack> {
    const home = mkdtempSync(join(tmpdir(), "insurers-"));
    mkdirSync(join(home, "state"));
    // No inline program: one that is refused would fail jest's whole file, whatever a test expects.
    const stack = await LocalWorkspace.createOrSelectStack(
        { stackName: "jest", workDir: resolve(__dirname, "..") },
        {
            pulumiHome: join(home, "pulumi"),
            envVars: { PULUMI_BACKEND_URL: `file://${join(home, "state")}`, PULUMI_CONFIG_PASSPHRASE: "jest" },
        },
    );
    await stack.setAllConfig({
        "cvg:endpoint": { value: endpoint },
        "cvg:reseller": { value: reseller },
        "cvg:tokenUrl": { value: tokenUrl },
        "cvg:clientId": { value: clientId },
        "cvg:clientSecret": { value: clientSecret, secret: true },
        botToken: { value: "token-of-the-bot", secret: true },
    });
    const declare = (insurers: Insurers) => stack.setConfig("insurers", { value: JSON.stringify(insurers) });
    return {
        preview: async (insurers) => {
            await declare(insurers);
            await stack.preview();
        },
        up: async (insurers) => {
            await declare(insurers);
            await stack.up();
        },
        hotline: async (insurer) => z.string().parse(Hotlines.parse(await stack.outputs()).hotlines.value[insurer]),
        close: async () => {
            // Removes Pulumi.jest.yaml too.
            await stack.workspace.removeStack("jest", { force: true });
            rmSync(home, { recursive: true, force: true });
        },
    };
}
