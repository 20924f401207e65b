/** A unit that goes and one like it that comes: often a resource that was only given another logical name. */
import type { Tree } from "../fleet/tree.js";
import type { Unit } from "../fleet/unit.js";
import type { Draft } from "./draft.js";
import type { Finding, Whom } from "./finding.js";
import { whomOf } from "./whom.js";

const shareNumbers = (a: Unit, b: Unit): boolean => (a.before?.numbers ?? []).some((number) => b.after?.numbers.includes(number));

/** The same level, and the same name or a telephone number in common. */
const isLike = (gone: Unit, made: Unit): boolean =>
    gone.level === made.level && (gone.before?.name === made.after?.name || shareNumbers(gone, made));

export function meantAsMoves(tree: Tree, finding: (draft: Draft, whom: Whom) => Finding): readonly Finding[] {
    const units = tree.units.filter(({ isPolicy, read }) => !isPolicy && !read);
    const made = units.filter(({ before, after }) => before === undefined && after !== undefined && after.existing === undefined);
    const gone = units.filter(({ before, after }) => before?.active === true && after === undefined);
    const pairs = made.flatMap((one) => {
        const like = gone.filter((other) => isLike(other, one));
        const [only] = like;
        return only !== undefined && like.length === 1 ? [{ made: one, gone: only }] : [];
    });
    return pairs.map(({ made: one, gone: other }) => {
        const line = `aliases: [{ name: ${JSON.stringify(other.resource)} }]`;
        const found = finding({ kind: "meant-as-move", from: other.resource, to: one.resource, details: [line] }, whomOf(one, tree));
        return { ...found, source: one.after?.source };
    });
}
