/** Laws of periods, and of what a message offers. */
import assert from "node:assert/strict";
import fc from "fast-check";
import {
    explain,
    formatPeriod,
    isChoosable,
    isPeriod,
    NAMED_PERIODS,
    type OwnSettings,
    offered,
    offeredPeriods,
    type PeriodName,
    parsePeriod,
    readable,
    readOwn,
    type Violation,
    violations,
} from "../../../../provider/policy/index.js";
import type { Law } from "./law.js";
import { milliseconds, pairs, settings, tree } from "./trees.js";

const length = (text: string): number => {
    const found = parsePeriod(text);
    assert.notEqual(found, undefined, text);
    return found ?? 0;
};

const UNITS = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };
const whole = fc.tuple(fc.integer({ min: 1, max: 10_000 }), fc.constantFrom("minute", "hour", "day", "week"), fc.boolean());

/** Every quoted period in a text. */
const quoted = (text: string): readonly string[] => [...text.matchAll(/"([^"]+)"/g)].map(([, each]) => each ?? "");

function periodIsOfferedTruly(violation: Violation, setting: PeriodName, accepted: (said: OwnSettings) => boolean): void {
    const limit = Number(violation.allowed);
    const { remedy } = explain(violation, () => undefined);
    for (const text of quoted(remedy)) assert.ok(accepted({ [setting]: length(text) }), `${text} is offered and refused`);
    for (const named of NAMED_PERIODS) assert.equal(quoted(remedy).includes(named), accepted({ [setting]: length(named) }), named);
    const upTo = /any period up to "([^"]+)"/.exec(remedy)?.[1];
    assert.equal(upTo !== undefined, setting === "recordingRetention");
    if (upTo !== undefined) assert.equal(length(upTo), limit);
    assert.ok(!accepted({ [setting]: limit + 1 }));
    assert.equal(remedy.includes("No period fits here"), offered(setting, limit).length === 0);
}

export const wordLaws: readonly Law[] = [
    {
        name: "Whatever a refusal offers is accepted, and nothing longer is",
        property: fc.property(tree, (all) => {
            for (const { unit, above } of pairs(all)) {
                const accepted = (said: OwnSettings): boolean => violations(said, above).length === 0;
                for (const violation of violations(unit.own, above)) {
                    const { setting, asked } = violation;
                    if (isPeriod(setting)) periodIsOfferedTruly(violation, setting, accepted);
                    else {
                        const { remedy } = explain(violation, () => undefined);
                        assert.ok(remedy.includes(`say ${!asked},`));
                        assert.ok(accepted({ [setting]: !asked }));
                    }
                    assert.ok(accepted({}));
                }
            }
        }),
    },
    {
        name: "A period that is written can be read again: any whole number of milliseconds",
        property: fc.property(
            fc
                .oneof(
                    milliseconds,
                    fc.maxSafeNat().map((all) => all + 1),
                )
                .filter(Number.isSafeInteger),
            (all) => assert.equal(parsePeriod(formatPeriod(all)), all),
        ),
    },
    {
        name: "A whole number of minutes, hours, days or weeks can be chosen, singular or plural; equal lengths are written alike",
        property: fc.property(whole, ([count, unit, plural]) => {
            const text = `${count} ${unit}${plural ? "s" : ""}`;
            assert.equal(parsePeriod(text), count * UNITS[unit]);
            assert.ok(isChoosable(text));
            assert.ok(isChoosable(formatPeriod(length(text))));
            assert.equal(formatPeriod(length(formatPeriod(length(text)))), formatPeriod(length(text)));
        }),
    },
    {
        name: "Any other text is no period",
        property: fc.property(
            fc.oneof(fc.string(), fc.stringMatching(/^[0-9. ]{1,4}(minutes?|hours?|days?|weeks?|months?|ms)s?$/)),
            (text) => {
                const found = parsePeriod(text);
                if (found === undefined) assert.ok(!isChoosable(text));
                else assert.match(text, /^1 month$|^[1-9][0-9]* (?:(?:minute|hour|day|week)s?|ms)$/);
            },
        ),
    },
    {
        name: "The console's periods are offered up to the limit, longest first",
        property: fc.property(milliseconds, (limit) => {
            const expected = ["1 month", "1 week", "1 day", "1 hour", "10 minutes"].filter((named) => length(named) <= limit);
            assert.deepEqual(offeredPeriods(limit), expected);
        }),
    },
    {
        name: "Settings as people read them say the same as the settings",
        property: fc.property(settings, (all) => assert.deepEqual(readOwn(readable(all), () => false).settings, all)),
    },
];
