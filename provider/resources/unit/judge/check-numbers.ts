/** Telephone numbers that go from one project of a program to another: who gets them, who gives them up, and whether one run is enough. */
import type { Phase } from "../../../definition/phase/phase.js";
import { named, type Who } from "../../../definition/phase/who.js";
import type { CheckRequest } from "../../../definition/resource-definition.js";
import { CATALOGUE, type Refusal } from "../../../errors/index.js";
import { plain, type TreeUnit } from "../../../gateway/index.js";
import type { Told } from "../../../told.js";

/** The numbers of a project, by the last run and by this one. */
interface Numbers {
    readonly before: readonly string[];
    readonly after: readonly string[];
}

const without = (some: readonly string[], others: readonly string[]): readonly string[] =>
    some.filter((number) => !others.includes(number));

/**
 * Notes what becomes of them. Where the project that gives a number up may be written only when the one that gets it is done, the number is not
 * free in time: that is refused here, before anything is written.
 */
export function checkNumbers({ numbers }: Phase, who: Who, { after: order }: Told, { before, after }: Numbers): readonly Refusal[] {
    const [given, wanted] = [without(before, after), without(after, before)];
    numbers.give(given, who);
    numbers.want(wanted, who);
    if (order === undefined) return [];
    if (order === "any") {
        const pairs = [
            ...given.map((number) => ({ number, from: who, to: numbers.wantedBy(number) })),
            ...wanted.map((number) => ({ number, from: numbers.givenBy(number), to: who })),
        ];
        return pairs.flatMap(({ number, from, to }) => (from === undefined || to === undefined ? [] : [serial(number, from, to, who)]));
    }
    return given.flatMap((number) => {
        const to = numbers.wantedBy(number);
        return to === undefined || !order.includes(to.identity) ? [] : [waits(number, who, to)];
    });
}

const serial = (number: string, from: Who, to: Who, who: Who): Refusal =>
    CATALOGUE.CVG318.says.serial({ by: who.by, number, from: from.by, to: to === who ? to.by : named(to, who) });

const waits = (number: string, from: Who, to: Who): Refusal => CATALOGUE.CVG318.says.waits({ by: from.by, number, to: named(to, from) });

/** The numbers that a project has at the gateway. One read: what a run recorded, others may have changed. */
export async function liveNumbers({ gateway }: Pick<CheckRequest, "gateway">, { level, token }: TreeUnit): Promise<readonly string[]> {
    const body = level === "project" ? await gateway.read(level, token) : undefined;
    const numbers = body === undefined ? undefined : plain(body.platformNumbers);
    return Array.isArray(numbers) ? numbers.filter((number) => typeof number === "string") : [];
}
