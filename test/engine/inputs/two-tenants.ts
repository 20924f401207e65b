/** A provider that has made two customers with an account each: places for what a field does. */
import { openShell, QUIET, type Shell } from "../shell/shell.js";

export interface TwoTenants {
    readonly shell: Shell;
    /** Tokens by logical name. */
    readonly ids: Readonly<Record<"acme" | "other" | "claims" | "sales", string>>;
    /** Closes all, and expects that the provider has printed nothing that nobody asked for. */
    close(): Promise<void>;
}

export async function openTwoTenants(): Promise<TwoTenants> {
    const shell = await openShell();
    const run = await shell.engine.up([
        { type: "cvg:Customer", name: "acme", inputs: { name: "Acme" } },
        { type: "cvg:Customer", name: "other", inputs: { name: "Other" } },
        { type: "cvg:Account", name: "claims", inputs: (declared) => ({ name: "Schaden", customer: declared("acme").id }) },
        { type: "cvg:Account", name: "sales", inputs: (declared) => ({ name: "Vertrieb", customer: declared("other").id }) },
    ]);
    expect(run.problem).toBeUndefined();
    const id = (name: string): string => shell.engine.state.get(name)?.id ?? "";
    return {
        shell,
        ids: { acme: id("acme"), other: id("other"), claims: id("claims"), sales: id("sales") },
        close: async () => {
            const printed = shell.provider.printed();
            await shell.close();
            expect(printed).toMatch(QUIET);
        },
    };
}
