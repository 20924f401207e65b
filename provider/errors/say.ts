/** The text of a code, as the catalogue has it, with its values filled in. */
import { CATALOGUE } from "./catalogue.js";
import type { Refusal } from "./cvg-error.js";
import type { Says } from "./entry.js";

/** The names in a text's `{{name}}`s. */
type Holes<Text> = Text extends `${string}{{${infer Hole}}}${infer Rest}` ? Hole | Holes<Rest> : never;

type Catalogue = typeof CATALOGUE;
/** Codes whose texts the catalogue holds. */
type Saying = { [C in keyof Catalogue]: Catalogue[C] extends { readonly says: object } ? C : never }[keyof Catalogue];
type Forms<C extends Saying> = Catalogue[C] extends { readonly says: infer Texts } ? Texts : never;
type Values<Form> = { readonly [H in Holes<Form[keyof Form]>]: string | number };

const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
    text.replace(/\{\{(\w+)\}\}/g, (_hole, name: string) => String(values[name]));

/**
 * @param form which of the code's texts · @param values what stands for each `{{name}}` in it
 * @example say("CVG303", "others", { unit: 'customer "Acme"', others: 'account "Schaden"', done: "Nothing was made inactive." })
 */
export function say<C extends Saying, F extends keyof Forms<C>>(code: C, form: F, values: Values<Forms<C>[F]>): Refusal {
    const texts: Readonly<Record<PropertyKey, Says>> = CATALOGUE[code].says;
    const { what, remedy } = texts[form] ?? { what: "" };
    return { code, what: filled(what, values), remedy: remedy === undefined ? undefined : filled(remedy, values) };
}
