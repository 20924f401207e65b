/**
 * Projects that the stack has and the program does not declare any more: where one of their name or with their number is new, it is mostly the
 * same project under another logical name, and would be deleted and made anew instead of moved. Only the engine has the state; it answers with
 * the outputs of a stack as they were last recorded, also for the stack that is running.
 */
import { setTimeout as wait } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { sameName } from "../../gateway/index.js";
import type { Leaving } from "../../told.js";
import type { Declarations } from "./declarations.js";
import { Values } from "./later-values.js";
import type { UnitNode } from "./node.js";

const PROJECT = "pulumi-nodejs:dynamic/cvg:Project";

/** How often it is looked whether aliases are known, and milliseconds between two looks. */
const LOOKS = 80;
const LOOK_MS = 25;

/** What the SDK keeps in a resource beside its public fields. */
interface Inside {
    readonly __name?: string;
    readonly __pulumiType?: string;
    readonly __parentResource?: pulumi.Resource;
    readonly __aliases?: readonly unknown[];
}
type Known = pulumi.Resource & Inside;

const Entry = z.object({
    type: z.string(),
    outputs: z.looseObject({
        name: z.string().optional().catch(undefined),
        account: z.string().optional().catch(undefined),
        active: z.unknown(),
        platformNumbers: z.array(z.string()).optional().catch(undefined),
    }),
});
const Recorded = z.object({ outputs: z.record(z.string(), z.unknown()) });

interface InState extends Omit<Leaving, "alias"> {
    readonly urn: string;
    /** Logical name. */
    readonly by: string;
    /** Types of the components that it is in, and its own. With the logical name that is all that a URN says of a place. */
    readonly types: string;
}

interface Place {
    readonly types: string;
    readonly by: string;
}
const keyOf = ({ types, by }: Place): string => `${types}::${by}`;

function inState(urn: string, entry: unknown): readonly InState[] {
    const { success, data } = Entry.safeParse(entry);
    const [, , types = "", ...names] = urn.split("::");
    if (!success || !types.endsWith(PROJECT) || data.outputs.active === false) return [];
    const { name, account, platformNumbers = [] } = data.outputs;
    return name === undefined || account === undefined
        ? []
        : [{ urn, by: names.join("::"), types, name, account, numbers: platformNumbers }];
}

/** The component that a resource is in; the stack is none. */
const within = ({ __parentResource: parent }: Inside): Known | undefined =>
    parent === pulumi.runtime.getStackResource() ? undefined : parent;

function typesOf(resource: Known): string {
    const above = within(resource);
    const own = resource.__pulumiType ?? "";
    return above === undefined ? own : `${typesOf(above)}$${own}`;
}

const placeOf = (resource: Known): Place => ({ types: typesOf(resource), by: resource.__name ?? "" });

const hasAlias = ({ __aliases = [] }: Inside): boolean => __aliases.length > 0;
const isRenamedWithComponent = (resource: Known): boolean => {
    const above = within(resource);
    return above !== undefined && (hasAlias(above) || isRenamedWithComponent(above));
};

const isProject = (node: { readonly kind: string; readonly level?: unknown }): node is UnitNode =>
    node.kind === "unit" && node.level === "project";

/** Projects that the stack has recorded. */
async function recorded(): Promise<readonly InState[]> {
    const stackName = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
    const answer: unknown = await pulumi.runtime.invoke("pulumi:pulumi:readStackResourceOutputs", { stackName });
    const { data } = Recorded.safeParse(answer);
    return Object.entries(data?.outputs ?? {}).flatMap(([urn, entry]) => inState(urn, entry));
}

export class LeavingProjects {
    #recorded: Promise<readonly InState[]> | undefined;

    constructor(
        private readonly declarations: Declarations,
        private readonly values: Values,
    ) {}

    /** Those that a project may be meant to be: of its name, or with a number that it is to have. */
    async like(node: UnitNode): Promise<readonly Leaving[] | undefined> {
        this.#recorded ??= recorded().catch(() => []);
        const all = await this.#recorded;
        const projects = this.declarations.all.filter(isProject).map((each): Known => each.declared().resource);
        // A component that was renamed with an alias takes its children along, in ways that only the engine knows.
        if (all.length === 0 || projects.some(isRenamedWithComponent)) return undefined;
        const declared = new Set(projects.map((resource) => keyOf(placeOf(resource))));
        const own: Known = node.declared().resource;
        const here = placeOf(own);
        if (hasAlias(own) || all.some((each) => keyOf(each) === keyOf(here))) return undefined;
        const [name, numbers] = [this.values.known(node.name), this.values.known(node.numbers)];
        const asked = new Set(Array.isArray(numbers) ? numbers : []);
        const isLike = (each: InState): boolean =>
            (typeof name === "string" && sameName(each.name, name)) || each.numbers.some((number) => asked.has(number));
        const like = all.filter((each) => !declared.has(keyOf(each)) && isLike(each));
        const aliases = like.length === 0 ? undefined : await this.#known(projects.flatMap(({ __aliases = [] }) => __aliases));
        if (aliases === undefined) return undefined;
        const found = like.filter(({ urn }) => !aliases.has(urn));
        return found.map(({ urn, by, types, ...each }) => ({
            ...each,
            alias: types === here.types ? `{ name: ${JSON.stringify(by)} }` : JSON.stringify(urn),
        }));
    }

    /**
     * What aliases stand for, where that is known soon. One may wait for a component that is made after the very project that asks: so nobody waits
     * for long, and undefined says that one is not known.
     */
    async #known(aliases: readonly unknown[]): Promise<ReadonlySet<unknown> | undefined> {
        const values = new Values();
        const isOpen = (): boolean => aliases.some((alias) => values.look(alias) === "open");
        for (let looks = 0; isOpen() && looks < LOOKS; looks += 1) await wait(LOOK_MS);
        return isOpen() ? undefined : new Set(aliases.map((alias) => values.known(alias)));
    }
}
