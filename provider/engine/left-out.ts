/**
 * Resources that the engine leaves out of a run (`--exclude`, `--target`): it never asks about them. What the program says of one that is there
 * counts as recorded; of a new one nothing does, and what needs it cannot be written.
 */
import { type Draft, UNKNOWN } from "../definition/draft.js";
import { CATALOGUE, type Refusal } from "../errors/index.js";
import type { Link, Told } from "../told.js";

/** Whether this run has asked about a resource, by identity. A resource is asked about after those that it needs. */
type Asked = Pick<Set<string>, "has" | "add">;

const isMissing = (value: unknown): boolean => value === undefined || value === null;
const isKnown = (value: unknown): boolean => value !== UNKNOWN && !isMissing(value);

/**
 * Why a resource cannot be written: something that it is declared with is not there, and will not be. Where it can do without, the engine would
 * write a state in which it depends on what is not recorded, and refuse to read that ever after.
 */
function lacking(by: string, inputs: Draft, { needed = [] }: Told, asked: Asked): readonly Refusal[] {
    const { says } = CATALOGUE.CVG330;
    return needed.flatMap(({ kind, by: other, identity, id, input, elsewhere = false }) => {
        if (isKnown(id)) return [];
        if (!asked.has(identity)) return [elsewhere ? says.notSeen({ by, kind, other }) : says.leftOut({ by, kind, other })];
        // Before an update nobody knows the token of a new unit: then it is not known here, either.
        return input !== undefined && isMissing(inputs[input]) ? [says.notMade({ by, kind, other })] : [];
    });
}

/** The same levels above, without what a new resource would have decided that is left out. */
const withoutLeftOut = (told: Told, asked: Asked): Told =>
    told.above === undefined ? told : { ...told, above: told.above.map((link) => (counts(link, asked) ? link : undeclared(link))) };

const counts = ({ owner, effective }: Link, asked: Asked): boolean => owner === undefined || effective !== UNKNOWN || asked.has(owner);

function undeclared({ effective: _effective, decidedBy: _decidedBy, by: _by, owner: _owner, ...link }: Link): Link {
    return link;
}

/** Notes that the engine asks about a resource. Answers why it cannot be written in this run, and what counts of all that the program told of it. */
export function asksAbout(
    by: string,
    inputs: Draft,
    told: Told,
    asked: Asked,
): { readonly lacks: readonly Refusal[]; readonly told: Told } {
    if (told.identity !== undefined) asked.add(told.identity);
    return { lacks: lacking(by, inputs, told, asked), told: withoutLeftOut(told, asked) };
}
