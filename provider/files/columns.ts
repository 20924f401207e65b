/** The columns that a CSV file of tenants may have: every field of every unit whose value fits into one cell. */
import { $ZodArray, $ZodBoolean, $ZodNumber, $ZodObject, type $ZodType } from "zod/v4/core";
import { lazily } from "../definition/lazily.js";
import { bare, optionsOf } from "../definition/shape.js";
import { SETTINGS } from "../policy/index.js";
import type { ColumnKind } from "./read-csv.js";
import { unitsInFiles } from "./units-in-files.js";

type Shape = $ZodType;

/** Fields whose shapes do not show what is in them, or that are lists. */
const SPECIAL: Readonly<Record<string, ReadonlyMap<string, ColumnKind>>> = {
    privacy: new Map([
        // `false` alone: not managed.
        ["privacy", "switch"],
        ["privacy.because", "text"],
        ...Object.entries(SETTINGS).flatMap(([name, { kind }]): readonly (readonly [string, ColumnKind])[] =>
            kind === "switch"
                ? [
                      [`privacy.${name}`, "switch"],
                      [`privacy.${name}.ifAllowed`, "switch"],
                  ]
                : [
                      [`privacy.${name}`, "text"],
                      [`privacy.${name}.atMost`, "text"],
                  ],
        ),
    ]),
    ifExists: new Map([
        ["ifExists", "text"],
        ["ifExists.token", "text"],
    ]),
    formerly: new Map([["formerly", "list"]]),
    transcribers: new Map([["transcribers", "vendors"]]),
    synthesizers: new Map([["synthesizers", "vendors"]]),
    bot: new Map([
        ["bot.token.secret", "text"],
        ["bot.serviceAccountKey.secret", "text"],
    ]),
    // What is below a unit has rows of its own, and a list of objects does not fit into a cell.
    accounts: new Map(),
    projects: new Map(),
    externalNumbers: new Map(),
};

function kindOf(shape: Shape): ColumnKind {
    if (shape instanceof $ZodBoolean) return "switch";
    if (shape instanceof $ZodNumber) return "number";
    return shape instanceof $ZodArray ? "list" : "text";
}

function columnsOf(name: string, shape: Shape): readonly (readonly [string, ColumnKind])[] {
    const special = [...(SPECIAL[name] ?? [])];
    const inner = bare(shape);
    const forms = optionsOf(inner)?.options.map(({ fields }) => fields) ?? (inner instanceof $ZodObject ? [inner._zod.def.shape] : []);
    if (name !== "privacy" && forms.length > 0)
        return [
            ...forms.flatMap((fields) => Object.entries(fields).flatMap(([key, value]) => columnsOf(`${name}.${key}`, value))),
            ...special,
        ];
    return name in SPECIAL ? special : [[name, kindOf(inner)]];
}

export const columns: () => ReadonlyMap<string, ColumnKind> = lazily(
    () =>
        new Map(
            Object.values(unitsInFiles()).flatMap(({ shape }) => Object.entries(shape).flatMap(([name, field]) => columnsOf(name, field))),
        ),
);
