/** The stories as programs. */
import { account, customer, project, resellerPolicy } from "../../harness/tenant-program.js";
import type { Program } from "./in-order.js";
import { type Levels, STORIES, type Story, type StoryName, type Style, tenant } from "./stories.js";

export function inStyle(style: Style, story: StoryName, failure?: Program["failure"]): Program {
    const number = Object.keys(STORIES).indexOf(story);
    const fails = failure === undefined ? "" : `-${failure.write}${failure.done ? "d" : "r"}`;
    const name = `${style}${number}${fails}`;
    const { earlier, before, after }: Story = STORIES[story];
    const declared = (levels: Levels) => tenant(style, name, levels);
    const start = declared(before);
    return {
        name,
        earlier: earlier === undefined ? start : declared(earlier),
        before: start,
        after: declared(after),
        next: declared(after),
        account: `${name}-claims`,
        customer: name,
        ...(failure === undefined ? {} : { failure }),
    };
}

/** The same, but after the failure what was there before is declared again. */
export function takenBack(style: Style, story: StoryName, failure: NonNullable<Program["failure"]>): Program {
    const program = inStyle(style, story, failure);
    const [name, { before }]: readonly [string, Story] = [`back-${program.name}`, STORIES[story]];
    const start = tenant(style, name, before);
    return {
        name,
        earlier: start,
        before: start,
        after: tenant(style, name, STORIES[story].after),
        next: start,
        account: `${name}-claims`,
        customer: name,
        failure,
    };
}

const LOOSE = { dialogRetention: "1 week", recordings: true, anonymizeNumbers: false };
const STRICT = { dialogRetention: "1 hour", recordings: false, anonymizeNumbers: true };

/** A reseller that is changed above a tenant that inherits, and units that nobody declares. */
export function acrossReseller(direction: "looser" | "stricter", failure?: Program["failure"]): Program {
    const program = (settings: typeof LOOSE) => [
        resellerPolicy(settings),
        customer("acme", {}, "top"),
        account("claims", "acme", {}),
        project("hotline", "claims", { outboundCalls: false }),
    ];
    const [loose, strict] = [program(LOOSE), program(STRICT)];
    const change =
        direction === "looser" ? { earlier: loose, before: strict, after: loose } : { earlier: loose, before: loose, after: strict };
    return {
        name: "reseller",
        ...change,
        next: change.after,
        account: "claims",
        customer: "acme",
        ...(failure === undefined ? {} : { failure }),
    };
}
