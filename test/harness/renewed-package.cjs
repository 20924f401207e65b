/**
 * Preloaded into a provider process that serves several phases: in each the package is loaded anew and configured, and ended before the next as
 * by the engine's SIGINT, so that it knows of a phase what a process of its own would know. What starting a process costs is paid once.
 */
const Module = require("node:module");
const { sep } = require("node:path");

const HANDLER = /^pulumi-cvg\/handlers\//;
const BUILT = `${sep}dist${sep}`;
const load = Module._load;
const exit = process.exit;

let configuration = {};
/** The handlers that this phase has loaded, configured, by name. */
let loaded = new Map();

/** The package hears that its process ends, and has said its last words when it ends it. */
async function endPhase() {
    if (loaded.size === 0) return;
    const ended = new Promise((resolve) => {
        process.exit = resolve;
    });
    process.emit("SIGINT");
    await ended;
    process.exit = exit;
    for (const file of Object.keys(require.cache)) if (file.includes(BUILT) && !file.includes("node_modules")) delete require.cache[file];
    loaded = new Map();
}

process.on("message", async (next) => {
    await endPhase();
    configuration = next;
    process.send("renewed");
});

Module._load = function (request, parent, isMain) {
    if (!HANDLER.test(request)) return load.call(this, request, parent, isMain);
    const handler = () => {
        let current = loaded.get(request);
        if (current === undefined) {
            current = load.call(this, request, parent, isMain);
            loaded.set(request, current);
            current.configure({ config: { get: (key) => configuration[key] } });
        }
        return current;
    };
    // The process keeps a handler for ever; this one asks the one of the phase.
    const operation = (_, key) => (typeof handler()[key] === "function" ? (...args) => handler()[key](...args) : undefined);
    return new Proxy({}, { get: (_, key) => (key === "configure" ? async () => undefined : operation(_, key)) });
};
