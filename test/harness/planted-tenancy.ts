/** A tenancy as a console and other clients leave it: any settings, looser than what is above or not, fields that nobody manages, inactive units. */
import fc from "fast-check";
import { type Gateway, type Level, settingsToWire } from "../../provider/gateway/index.js";
import type { CommonConfiguration } from "../../provider/gateway/wire/contract.js";
import { openOnWire, PROJECT_BODY } from "./bodies.js";
import { eachSetting } from "./settings.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const choosable = fc.constantFrom(600_000, HOUR, DAY, 7 * DAY, 30 * DAY);
const periods = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(600_000, HOUR, DAY, 7 * DAY, 30 * DAY) },
    { weight: 1, arbitrary: fc.constantFrom(90_500, 5 * HOUR, 36 * HOUR, DAY - 1) },
);
const mostly = (value: boolean): fc.Arbitrary<boolean> =>
    fc.oneof({ weight: 4, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: fc.constant(!value) });

/** Any that a gateway may hold. */
const storedSettings = (period: fc.Arbitrary<number>): fc.Arbitrary<CommonConfiguration> =>
    fc
        .record(
            eachSetting(mostly, () => period),
            { noNullPrototype: true },
        )
        .map(settingsToWire);

export interface PlantedUnit {
    readonly level: Exclude<Level, "reseller">;
    readonly name: string;
    readonly settings: CommonConfiguration;
    readonly inactive: boolean;
    readonly below: readonly PlantedUnit[];
}

const names = fc.constantFrom("Schaden", "Hotline", "Zählerstand", "no", "0500", "a: b # c", 'say "hi"', "Ümläut & Söhne");

interface Kind {
    /** Units at each place, at most. */
    readonly most: number;
    readonly settings: fc.Arbitrary<CommonConfiguration>;
}

function units(levels: readonly PlantedUnit["level"][], kind: Kind): fc.Arbitrary<readonly PlantedUnit[]> {
    const [level, ...below] = levels;
    if (level === undefined) return fc.constant([]);
    const unit = fc.record(
        { level: fc.constant(level), name: names, settings: kind.settings, inactive: fc.constant(false), below: units(below, kind) },
        { noNullPrototype: true },
    );
    return fc.array(unit, { minLength: 1, maxLength: kind.most, size: "max" });
}

/**
 * Customers with all that is below them.
 *
 * @param most units at each place, at most
 * @param stored "anything", or only what a user may declare
 */
export const plantedTenancy = (most: number, stored: "anything" | "declarable" = "anything"): fc.Arbitrary<readonly PlantedUnit[]> =>
    units(["customer", "account", "project"], { most, settings: storedSettings(stored === "anything" ? periods : choosable) });

const bare = (unit: PlantedUnit, number: number, numbers: string): Readonly<Record<string, unknown>> => {
    if (unit.level !== "project") return { [`${unit.level}Name`]: unit.name };
    return {
        ...PROJECT_BODY,
        projectName: unit.name,
        botConfiguration: {
            type: "custom",
            url: `https://bots.example/${number}`,
            token: `not-a-real-token-${number}`,
            vendorSays: "kept",
        },
        platformNumbers: number % 3 === 0 ? [] : [`${numbers}${String(number).padStart(6, "0")}`],
        ...(number % 2 === 0 ? { color: "TEAL", fallback: { fallbackNumber: "+4989400000", fallbackText: "Zwei\nZeilen: so" } } : {}),
        dialogDuration: 12,
        callOptions: { nobodyManages: [1, 2, number] },
    };
};

/**
 * Makes the units as they are said to be stored. What is below is made first and everything as loose as can be, so that a level that is tightened
 * afterwards leaves looser ones below it: the gateway has to be one that lets them be (`tightening: cap`).
 *
 * @param top what they are made below
 * @param numbers how their telephone numbers begin
 * @returns tokens, in the order of the units, each before what is below it
 */
export async function planted(
    gateway: Gateway,
    all: readonly PlantedUnit[],
    top: string = gateway.reseller,
    numbers = "+49893",
): Promise<readonly string[]> {
    const loosest = openOnWire(30 * DAY);
    const tokens: string[] = [];
    async function make(unit: PlantedUnit, above: string): Promise<void> {
        const token = await gateway.create(unit.level, above, { ...bare(unit, tokens.length, numbers), commonConfiguration: loosest });
        tokens.push(token);
        for (const below of unit.below) await make(below, token);
        await gateway.change(unit.level, token, (body) => ({ ...body, commonConfiguration: unit.settings }));
        if (unit.inactive) await gateway.deactivate(unit.level, token);
    }
    for (const unit of all) await make(unit, top);
    return tokens;
}
