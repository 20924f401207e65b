/** Before each test: a gateway with a tenant from the console, and a stack that has nothing. */
import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { openStack, type Stack } from "../life/life.js";
import { type TenantInConsole, tenantInConsole } from "./tenant-in-console.js";

export interface AtTheStart {
    readonly sandbox: Sandbox;
    readonly stack: Stack;
    readonly tenant: TenantInConsole;
}

/** @returns what each test finds; not to be looked at before one runs */
export function tenantBeforeEach(): AtTheStart {
    let found: AtTheStart | undefined;
    beforeEach(async () => {
        const sandbox = await startSandbox();
        const stack = await openStack(sandbox, { oneProcess: true });
        found = { sandbox, stack, tenant: await tenantInConsole(stack.console, sandbox) };
    });
    afterEach(async () => {
        await found?.stack[Symbol.asyncDispose]();
        await found?.sandbox.close();
        found = undefined;
    });
    const now = (): AtTheStart => {
        if (found === undefined) throw new Error("no test runs");
        return found;
    };
    return {
        get sandbox() {
            return now().sandbox;
        },
        get stack() {
            return now().stack;
        },
        get tenant() {
            return now().tenant;
        },
    };
}
