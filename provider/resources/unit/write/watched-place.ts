/**
 * Names are not unique, so the gateway makes what two runs ask for at the same moment twice, and both would end well. The one that is done last sees
 * both in the tree. Nothing is deleted: which of the two is meant, nobody here knows.
 */
import type { Phase } from "../../../definition/phase/phase.js";
import { CATALOGUE, CvgError, unitText } from "../../../errors/index.js";
import type { CreateOptions, UnitLevel } from "../../../gateway/index.js";

export interface WatchedPlace {
    /** @throws CvgError CVG331 where others have come before the unit is made */
    readonly cameBeside: NonNullable<CreateOptions["cameBeside"]>;
    /** What is wrong once it is made: others have come meanwhile. */
    readonly problem: CvgError | undefined;
}

/** Watches the place of a unit that is to be made. What resources of this stack have is nobody else's. */
export function watchedPlace({ held }: Phase, { level, name }: { readonly level: UnitLevel; readonly name: string }): WatchedPlace {
    let problem: CvgError | undefined;
    return {
        cameBeside: (units, made) => {
            const others = units.filter(({ token }) => !held.has(token)).map(({ token }) => token);
            if (others.length === 0) return;
            const { says } = CATALOGUE.CVG331;
            if (made === undefined) throw CvgError.of(says.before({ unit: `new ${level} "${name}"`, others }));
            problem = CvgError.of(says.both({ unit: unitText({ level, name, token: made }), others }));
        },
        get problem() {
            return problem;
        },
    };
}
