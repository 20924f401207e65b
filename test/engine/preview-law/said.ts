/** What a preview said in words: which settings of whom become looser or stricter. */
import type { Run } from "../../harness/engine-steps.js";

export interface Heard {
    /** @param names who may be named: the resources that declare something about the unit */
    looser(names: readonly string[], setting: string): boolean;
    stricter(names: readonly string[], setting: string): boolean;
    /** Whether the resource leaves the program. */
    gone(name: string): boolean;
}

/** `3 units in all (a, b and 1 more)`: whoever is not named may be among those. */
const COUNTED = /(\d+) units? in all \((.*)\)\./;

export function isAbout(text: string, names: readonly string[]): boolean {
    const counted = COUNTED.exec(text);
    if (counted !== null) {
        const [, , list = ""] = counted;
        return / more$/.test(list) || names.some((name) => list.split(/, | and /).includes(name));
    }
    return names.some((name) => new RegExp(`^CVG\\d+ ${name}[: ]`).test(text));
}

export function heard({ messages, plan }: Run): Heard {
    const texts = messages.filter(({ severity }) => severity !== "debug").map(({ text }) => text);
    const says = (codes: readonly string[], names: readonly string[], setting: string): boolean =>
        texts.some((text) => codes.some((code) => text.startsWith(code)) && text.includes(setting) && isAbout(text, names));
    return {
        looser: (names, setting) => says(["CVG108", "CVG116"], names, setting),
        stricter: (names, setting) => says(["CVG107", "CVG109", "CVG108"], names, setting),
        gone: (name) => plan[name] === "delete",
    };
}
