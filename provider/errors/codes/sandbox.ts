/** 601: the embedded gateway. */
import type { Entry, Texts } from "../entry.js";

export const SANDBOX = {
    CVG601: {
        title: "The embedded gateway cannot start",
        severity: "error",
        cause: "Node is too old for `node:sqlite`, the port is taken, or the data file cannot be used.",
        remedy: "Use Node 22.19 or later, another port, or another file.",
        example:
            "CVG601 The embedded gateway cannot listen on 127.0.0.1:38791: the port is in use.\n  Choose another port, or none for one that is free.",
        says: {
            dataFile: ({ file, problem }: Texts<"file" | "problem">) => ({
                code: "CVG601",
                what: `The embedded gateway cannot use the data file "${file}": ${problem}.`,
                remedy: "Check that the folder exists and is writable and that no other gateway uses the file, or name another file.",
            }),
            oldNode: ({ needed, node }: Texts<"needed" | "node">) => ({
                code: "CVG601",
                what: `The embedded gateway needs Node ${needed} or newer; this is Node ${node}.`,
                remedy: "Run it with a newer Node. The provider itself runs on this one.",
            }),
            port: ({ address, reason }: Texts<"address" | "reason">) => ({
                code: "CVG601",
                what: `The embedded gateway cannot listen on ${address}: ${reason}.`,
                remedy: "Choose another port, or none for one that is free.",
            }),
        },
    },
} as const satisfies Record<string, Entry>;
