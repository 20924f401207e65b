// Starts the gateway's process, and asks it what it was asked.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** @param seed units to begin with, as `cvg sandbox --seed` takes it */
export async function startGateway(seed = "empty") {
    const script = fileURLToPath(new URL("gateway-process.cjs", import.meta.url));
    const child = fork(script, [seed], { stdio: ["ignore", "pipe", "inherit", "ipc"] });
    const ended = once(child, "exit");
    const [data] = await Promise.race([once(child.stdout, "data"), ended.then(() => [undefined])]);
    if (data === undefined) throw new Error("the gateway did not start");
    const { control, ...configuration } = JSON.parse(data.toString());
    const requests = async (method) => {
        const answer = await fetch(`${control}/requests`, { method });
        if (!answer.ok) throw new Error(`the gateway's count could not be read: ${answer.status}`);
        return method === "GET" ? (await answer.json()).counts : undefined;
    };
    return {
        configuration,
        /** Requests by kind since the last call. */
        async count() {
            const counts = await requests("GET");
            await requests("DELETE");
            return counts;
        },
        /** How long each answer of the API takes from now on, in milliseconds. */
        async late(latencyMs) {
            const answer = await fetch(`${control}/limits`, {
                method: "POST",
                headers: { "content-type": "application/json" },
                body: JSON.stringify({ latencyMs }),
            });
            if (!answer.ok) throw new Error(`the gateway's limits could not be set: ${answer.status}`);
        },
        async close() {
            child.disconnect();
            await ended;
        },
    };
}
