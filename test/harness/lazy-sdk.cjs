/**
 * Preloaded into the processes of tests. The SDK loads the TypeScript compiler and npm's dependency walker when it starts, for the
 * serialising of closures, which neither a provider nor our programs do: more than half of what starting a process costs, and tests start
 * hundreds. Here they are loaded when they are used first. What a user's own process does is seen where tests start it without this.
 */
const Module = require("node:module");

const LATER = new Set(["typescript", "@npmcli/arborist"]);
const load = Module._load;

function later(loaded) {
    let whole;
    const real = () => {
        whole ??= loaded();
        return whole;
    };
    return new Proxy(() => {}, {
        // The SDK's compiled imports copy every property of a module that does not say this of itself.
        get: (_, key) => (key === "__esModule" ? true : key === "default" ? (real().default ?? real()) : real()[key]),
        apply: (_, self, args) => Reflect.apply(real(), self, args),
        construct: (_, args) => Reflect.construct(real(), args),
    });
}

Module._load = function (request, parent, isMain) {
    const loading = () => load.call(this, request, parent, isMain);
    return LATER.has(request) ? later(loading) : loading();
};
