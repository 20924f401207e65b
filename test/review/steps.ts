/** Steps of a preview made by hand, for what the real engine would take too long to make: random changes, thousands of steps, broken files. */

type Values = Readonly<Record<string, unknown>>;

export interface Declared {
    readonly type: "Customer" | "Account" | "Project" | "PrivacyPolicy";
    readonly resource: string;
    readonly token: string;
    readonly inputs: Values;
}

export const urnOf = (type: Declared["type"], resource: string): string =>
    `urn:pulumi:dev::test::pulumi-nodejs:dynamic/cvg:${type}::${resource}`;

const state = ({ type, resource, token, inputs }: Declared, old: boolean): Values => ({
    urn: urnOf(type, resource),
    custom: true,
    ...(old ? { id: token, outputs: inputs } : {}),
    type: `pulumi-nodejs:dynamic/cvg:${type}`,
    inputs,
    sourcePosition: "project:///index.ts#1,1",
});

export function step(op: string, before: Declared | undefined, after: Declared | undefined): Values {
    const { type, resource } = before ?? after ?? { type: "Customer", resource: "nobody" };
    return {
        op,
        urn: urnOf(type, resource),
        ...(before === undefined ? {} : { oldState: state(before, true) }),
        ...(after === undefined ? {} : { newState: state(after, false) }),
    };
}

export const previewOf = (steps: readonly Values[], more: Values = {}): string =>
    JSON.stringify({ steps, duration: 1, changeSummary: { same: 1 }, ...more });
