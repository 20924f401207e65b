/**
 * Projects that the stack has and the program does not declare any more: where one of their name or with their number is new, it is mostly the
 * same project under another logical name, and would be deleted and made anew instead of moved.
 */
import { setTimeout as wait } from "node:timers/promises";
import type * as pulumi from "@pulumi/pulumi";
import { sameName } from "../../gateway/index.js";
import type { Leaving } from "../../told.js";
import type { Declarations } from "./declarations.js";
import { Values } from "./later-values.js";
import type { UnitNode } from "./node.js";
import { keyOf, placeInProgram, type RecordedUnit, type RecordedUnits, within } from "./recorded-units.js";

/** How often it is looked whether aliases are known, and milliseconds between two looks. */
const LOOKS = 80;
const LOOK_MS = 25;

/** What the SDK keeps in a resource beside its public fields. */
interface Inside {
    readonly __aliases?: readonly unknown[];
}
type Known = pulumi.Resource & Inside;

const hasAlias = ({ __aliases = [] }: Known): boolean => __aliases.length > 0;
const isRenamedWithComponent = (resource: Known): boolean => {
    const above = within(resource);
    return above !== undefined && (hasAlias(above) || isRenamedWithComponent(above));
};

const isProject = (node: { readonly kind: string; readonly level?: unknown }): node is UnitNode =>
    node.kind === "unit" && node.level === "project";

/** What all projects are compared with. */
interface Picture {
    /** As of which declarations. */
    readonly of: number;
    readonly isRenamed: boolean;
    /** Where the program's projects stand. */
    readonly declared: ReadonlySet<string>;
    readonly aliases: readonly unknown[];
}

export class LeavingProjects {
    #picture: Picture | undefined;
    #recorded: Promise<{ readonly all: readonly RecordedUnit[]; readonly keys: ReadonlySet<string> }> | undefined;

    constructor(
        private readonly declarations: Declarations,
        private readonly values: Values,
        private readonly recorded: RecordedUnits,
    ) {}

    /** Those that a project may be meant to be: of its name, or with a number that it is to have. */
    async like(node: UnitNode): Promise<readonly Leaving[] | undefined> {
        this.#recorded ??= this.#inUse();
        const { all, keys } = await this.#recorded;
        if (all.length === 0) return undefined;
        const { isRenamed, declared, aliases: written } = this.#pictureNow();
        // A component that was renamed with an alias takes its children along, in ways that only the engine knows.
        if (isRenamed) return undefined;
        const own: Known = node.declared().resource;
        const here = placeInProgram(own);
        if (hasAlias(own) || keys.has(keyOf(here))) return undefined;
        const [name, numbers] = [this.values.known(node.name), this.values.known(node.numbers)];
        const asked = new Set(Array.isArray(numbers) ? numbers : []);
        const isLike = (each: RecordedUnit): boolean =>
            (typeof name === "string" && sameName(each.name, name)) || each.numbers.some((number) => asked.has(number));
        const like = all.filter((each) => !declared.has(keyOf(each)) && isLike(each));
        const aliases = like.length === 0 ? undefined : await this.#known(written);
        if (aliases === undefined) return undefined;
        const found = like.filter(({ urn }) => !aliases.has(urn));
        return found.map(({ urn, by, types, name, above = "", numbers }) => ({
            name,
            account: above,
            numbers,
            alias: types === here.types ? `{ name: ${JSON.stringify(by)} }` : JSON.stringify(urn),
        }));
    }

    async #inUse() {
        const all = (await this.recorded.all()).filter(({ level, active }) => level === "project" && active);
        return { all, keys: new Set(all.map(keyOf)) };
    }

    #pictureNow(): Picture {
        const of = this.declarations.version;
        if (this.#picture?.of === of) return this.#picture;
        const projects = this.declarations.all.filter(isProject).map((each): Known => each.declared().resource);
        this.#picture = {
            of,
            isRenamed: projects.some(isRenamedWithComponent),
            declared: new Set(projects.map((resource) => keyOf(placeInProgram(resource)))),
            aliases: projects.flatMap(({ __aliases = [] }) => __aliases),
        };
        return this.#picture;
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
