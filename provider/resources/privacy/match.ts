/**
 * A resource's arguments are written twice: as an interface, with what a user reads in an editor, and as a zod shape, which checks them. These
 * types compare the two: `Expect<Matches<z.input<typeof Shape>, Args>>` compiles only while they say the same.
 */

declare const OPTIONAL: unique symbol;

/** What a value may be before it is there, or instead of a token: promises, outputs, and resources. */
type Later = { readonly then: unknown } | { readonly apply: unknown } | { readonly urn: unknown };

/** A type without what is only known later, without `readonly`, and with a mark instead of `?`, which assignability does not see. */
type Plain<T> = T extends Later
    ? never
    : T extends readonly (infer Item)[]
      ? Plain<Item>[]
      : T extends object
        ? {
              -readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K>
                  ? Plain<Exclude<T[K], undefined>> | typeof OPTIONAL
                  : Plain<T[K]>;
          }
        : T;

/** True, or what differs: the fields of which one side has none, or that have another type there. */
export type Matches<Shape, Args> = [Plain<Shape>, Plain<Args>] extends [Plain<Args>, Plain<Shape>]
    ? true
    : { readonly [K in keyof Shape | keyof Args as DiffersAt<Shape, Args, K> extends true ? K : never]: "differs" };

type DiffersAt<Shape, Args, K> = K extends keyof Shape & keyof Args
    ? [Plain<Pick<Shape, K>>, Plain<Pick<Args, K>>] extends [Plain<Pick<Args, K>>, Plain<Pick<Shape, K>>]
        ? false
        : true
    : true;

/** Compiles only for `true`. */
export type Expect<Match extends true> = Match;
