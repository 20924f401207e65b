/** Values that a program holds as outputs or promises: what is known of each so far, and when it will be. */
import * as pulumi from "@pulumi/pulumi";

/** `known: false`: in this preview nobody will know it. */
export type Settled = { readonly known: true; readonly value: unknown; readonly secret: boolean } | { readonly known: false };
export type Seen = Settled | "open";

/** What the SDK keeps in an output beside its public methods. */
type Inside = pulumi.OutputInstance<unknown> &
    Partial<Record<"isKnown" | "isSecret", Promise<unknown>>> & {
        readonly promise?: () => Promise<unknown>;
        readonly resources?: () => Iterable<pulumi.Resource>;
    };

const nobodyListens = (): undefined => undefined;

/** Nobody may be listening when an output fails, and Node would warn about each of its parts. */
export function hush(output: Inside): void {
    output.promise?.().catch(nobodyListens);
    output.isKnown?.catch(nobodyListens);
    output.isSecret?.catch(nobodyListens);
}

/** Settles when an output has settled; fails with it. */
export const arrived = async (output: Inside): Promise<void> => void (await output.promise?.());

/** Settles when it is clear whether an output's value will be known in this run; fails with the output. */
export const isKnown = async (output: Inside): Promise<boolean> => (await output.isKnown) !== false;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
/** Whether a value is an output or a promise. */
export const isLater = (value: unknown): value is object => pulumi.Output.isInstance(value) || value instanceof Promise;
const parts = (value: object): readonly unknown[] => (pulumi.Resource.isInstance(value) ? [] : Object.values(value));

/** Whether a value is, or has in it, an output or a promise. */
const hasLater = (value: unknown): value is object => isObject(value) && (isLater(value) || parts(value).some(hasLater));

/** The resources that a value's outputs come from, as far as the program knows at once. */
export function* sources(value: unknown): Generator<pulumi.Resource> {
    if (!isObject(value)) return;
    if (pulumi.Resource.isInstance(value)) yield value;
    else if (pulumi.Output.isInstance(value)) {
        const output: Inside = value;
        yield* output.resources?.() ?? [];
    } else for (const part of parts(value)) yield* sources(part);
}

/** Names of the inputs that a user marked secret, or that have something in them that is. Settles when all are known. */
export async function secretOnes(inputs: Readonly<Record<string, unknown>>): Promise<readonly string[] | undefined> {
    const values = new Values();
    const names = Object.keys(inputs).filter((name) => hasLater(inputs[name]));
    await Promise.all(names.map((name) => values.settled(inputs[name])));
    const secret = names.filter((name) => {
        const seen = values.look(inputs[name]);
        return seen !== "open" && seen.known && seen.secret;
    });
    return secret.length === 0 ? undefined : secret;
}

/** All values that one run has asked about. */
export class Values {
    readonly #settled = new Map<object, Settled>();
    readonly #settling = new Map<object, Promise<void>>();

    /** Grows whenever a value settles. */
    get version(): number {
        return this.#settled.size;
    }

    /** What is known of a value now. The first time that it is asked, it begins to be followed. */
    look(value: unknown): Seen {
        if (!hasLater(value)) return { known: true, value, secret: false };
        void this.settled(value);
        return this.#settled.get(value) ?? "open";
    }

    /** The value, where it is known by now. */
    known(value: unknown): unknown {
        const seen = this.look(value);
        return seen !== "open" && seen.known ? seen.value : undefined;
    }

    /** Settles when the value has settled or failed. */
    settled(value: unknown): Promise<void> {
        if (!hasLater(value)) return Promise.resolve();
        const settling = this.#settling.get(value) ?? this.#follow(value);
        this.#settling.set(value, settling);
        return settling;
    }

    async #follow(value: object): Promise<void> {
        const output: Inside = pulumi.output(value);
        hush(output);
        try {
            const [known, secret, inner] = await Promise.all([output.isKnown, output.isSecret, output.promise?.()]);
            this.#settled.set(value, known === false ? { known } : { known: true, value: inner, secret: secret === true });
        } catch {
            // The SDK reports it where the value is used.
            this.#settled.set(value, { known: false });
        }
    }
}
