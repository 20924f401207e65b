/** One run of a user's program: what it declares, and its one view of the gateway. The Automation API runs several in one process. */
import * as pulumi from "@pulumi/pulumi";
import type { Gateway } from "../gateway/index.js";
import { connection } from "./connection.js";
import { Declarations } from "./links.js";
import type { Node } from "./node.js";

/** Resources that are declared together, before the program waits for anything. */
export interface Batch {
    readonly nodes: Node[];
    readonly opened: Promise<void>;
}

export interface Run {
    readonly declarations: Declarations;
    batch: Batch | undefined;
    /** What every unit's deletion is explained with, where the program asked for it. */
    deleteHook: pulumi.ResourceHook | undefined;
    /** One error object a run: the SDK reports an object once. */
    failed: Error | undefined;
    /**
     * The gateway, for reads; undefined where nothing may be asked. One for the whole run, so that nothing is asked twice. It is never
     * closed: nobody knows when the last constructor has run, and connections that are idle keep no process alive.
     */
    gateway(): Gateway | undefined;
}

const runs = new WeakMap<object, Run>();
const nothing = {};

/** Under mocks there is no engine: nobody is told of violations but the constructor's caller. */
export const isMocked = (): boolean => pulumi.runtime.getEngine() === undefined;

function newRun(): Run {
    let opened: readonly [Gateway | undefined] | undefined;
    return {
        declarations: new Declarations(),
        batch: undefined,
        deleteHook: undefined,
        failed: undefined,
        gateway: () => {
            opened ??= [connection()];
            return opened[0];
        },
    };
}

export function currentRun(): Run {
    const key = pulumi.runtime.getStackResource() ?? pulumi.runtime.getMonitor() ?? nothing;
    const run = runs.get(key) ?? newRun();
    runs.set(key, run);
    return run;
}
