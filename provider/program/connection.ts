/** The gateway as the user's program reaches it: with the stack's configuration, for reads only. */
import * as pulumi from "@pulumi/pulumi";
import { type Configuration, connect, type Gateway, openLog, parseConfiguration } from "../gateway/index.js";

function configured(): Configuration {
    const config = new pulumi.Config("cvg");
    return parseConfiguration((key) => config.get(key), process.env);
}

/** Whether the stack makes a second unit where one of a name is there (`cvg:ifExists`). */
export function makesSecond(): boolean {
    try {
        return configured().ifExists === "create";
    } catch {
        return false;
    }
}

/**
 * Undefined where nothing may or can be asked: under mocks, and with a configuration that has problems (the provider reports them all).
 */
export function connection(): Gateway | undefined {
    if (pulumi.runtime.getEngine() === undefined) return undefined;
    try {
        const configuration = configured();
        // Of what the log holds nothing can be secret; there is no text in it that anybody wrote.
        return connect(configuration, { watch: openLog(configuration, { process: "program", hide: (line) => line }) });
    } catch {
        return undefined;
    }
}
