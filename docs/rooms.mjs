// The picture of docs/architecture.md: which folder of provider/ imports which, from the imports themselves.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/** A room: a folder directly in provider/, or a file that stands there by itself. */
const roomOf = (provider, file) => {
    const [room] = relative(provider, file).split(sep);
    return room.replace(/\.ts$/, "");
};

/** Every arrow between rooms, as `from -> Set of to`. */
function arrows(provider) {
    const files = readdirSync(provider, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    const found = new Map();
    for (const file of files.map((name) => join(provider, name))) {
        const from = roomOf(provider, file);
        const to = found.get(from) ?? new Set();
        found.set(from, to);
        for (const [, path] of readFileSync(file, "utf8").matchAll(/(?:from|import\()\s*"(\.{1,2}\/[^"]+)"/g)) {
            const target = roomOf(provider, resolve(dirname(file), path.replace(/\.js$/, ".ts")));
            if (target !== from) to.add(target);
        }
    }
    return found;
}

/** Every room that can be reached from one. */
function reached(found, from, seen = new Set()) {
    for (const to of found.get(from) ?? [])
        if (!seen.has(to)) {
            seen.add(to);
            reached(found, to, seen);
        }
    return seen;
}

/** As Mermaid. An arrow that follows from two others is left out, and so is `errors`, which everybody may import. */
export function rooms(provider) {
    const found = arrows(provider);
    const drawn = [...found].filter(([room]) => room !== "errors" && room !== "package").sort(([a], [b]) => a.localeCompare(b));
    const lines = drawn.flatMap(([from, to]) => {
        const direct = [...to].filter((room) => room !== "errors" && room !== "package" && room !== from);
        const needed = direct.filter((room) => !direct.some((other) => other !== room && reached(found, other).has(room)));
        return needed.sort().map((room) => `    ${from} --> ${room}`);
    });
    return ["```mermaid", "flowchart TD", ...lines, "```"].join("\n");
}
