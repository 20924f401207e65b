/** A unit of the program before and after: what the steps of a preview say about one resource. */
import { createHash } from "node:crypto";
import type { Level } from "../../policy/index.js";
import type { OtherStep, State, Step } from "../preview/step.js";
import { tame } from "../preview/text.js";
import { isUnknown, levelOf, type Side, sideOf } from "./side.js";

export interface Field {
    readonly name: string;
    /** The new value, as it is approved: of a long one the beginning and a hash. */
    readonly to: string;
}

export interface Unit {
    readonly urn: string;
    /** Logical name of the resource. */
    readonly resource: string;
    readonly level: Level;
    /** A PrivacyPolicy: the unit itself is declared elsewhere, or by another resource of the program. */
    readonly isPolicy: boolean;
    /** As the state has it; differs from `before` only where the preview looked at the gateway first. */
    readonly recorded: Side | undefined;
    readonly before: Side | undefined;
    readonly after: Side | undefined;
    /** The update would do something to it. */
    readonly changes: boolean;
    readonly replaced: boolean;
    /** Only read, managed by somebody else. */
    readonly read: boolean;
    /** Inputs that differ. */
    readonly fields: readonly Field[];
    /** A secret of the bot differs; the preview shows neither value. */
    readonly secretDiffers: boolean;
}

export interface Fleet {
    readonly units: readonly Unit[];
    /** Steps of other resources that change something, by operation. */
    readonly others: Readonly<Record<string, number>>;
    /** The preview looked at the gateway first: the engine then has a step "refresh" for each resource of the state, changed or not. */
    readonly refreshed: boolean;
    /** It holds a program against a state that is there: what `pulumi refresh` does not. */
    readonly compared: boolean;
    /** URNs of the units that it looked at. */
    readonly looked: ReadonlySet<string>;
    /** It then says what would be done as well: `pulumi preview --refresh`, not `pulumi refresh`. */
    readonly twofold: boolean;
}

/** Inputs that are told by what they mean, or mean nothing to people. */
const TOLD = new Set(["effective", "decidedBy", "existing", "ifExists", "level", "onDelete", "below"]);

function fieldsOf(before: State | undefined, after: State | undefined): readonly Field[] {
    if (before === undefined || after === undefined || before === after) return [];
    const names = new Set([...Object.keys(before.inputs), ...Object.keys(after.inputs)]);
    return [...names]
        .filter((name) => !name.startsWith("__") && !TOLD.has(name))
        .filter((name) => JSON.stringify(before.inputs[name]) !== JSON.stringify(after.inputs[name]))
        .sort()
        .map((name) => ({ name: tame(name, 60), to: shown(after.inputs[name]) }));
}

const LONGEST_VALUE = 60;

/** One text for one value, also where it is too long to be shown. */
function shown(value: unknown): string {
    if (value === undefined) return "gone";
    if (isUnknown(value)) return "unknown";
    const json = JSON.stringify(value);
    const text = tame(json, LONGEST_VALUE);
    return text === json ? text : `${text} (${createHash("sha256").update(json).digest("hex").slice(0, 12)})`;
}

interface Sides {
    readonly before: Side | undefined;
    readonly after: Side | undefined;
}

const secretPath = /^bot\.(?:token|serviceAccountKey)$/;
const isReplacing = ({ op }: Step): boolean => op === "replace" || op === "create-replacement";

const made = (step: Step, { before, after }: Sides): Unit => ({
    urn: tame(step.urn, 1000),
    resource: tame(step.name),
    level: levelOf(step),
    isPolicy: step.type === "PrivacyPolicy",
    recorded: before,
    before,
    after,
    changes: !NO_CHANGE.has(step.op) && step.op !== "read-replacement",
    replaced: isReplacing(step),
    read: step.op === "read" || step.op === "read-replacement",
    fields: fieldsOf(step.oldState, step.newState),
    secretDiffers: step.differs.some((path) => secretPath.test(path)),
});

function unitOf(step: Step): Unit | undefined {
    const { oldState, newState, type, op } = step;
    if (op === "same" && newState !== undefined) {
        // Nothing of it changes: most of most previews, so one object serves both sides.
        const side = sideOf(type, newState);
        return made(step, { before: side, after: side });
    }
    const before = oldState === undefined ? undefined : sideOf(type, oldState);
    const known = isReplacing(step) ? undefined : before?.token;
    const after = newState === undefined ? undefined : sideOf(type, newState, known);
    return before === undefined && after === undefined ? undefined : made(step, { before, after });
}

/** Where a replacement comes as steps of its own, the others say nothing more. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(["delete-replaced", "discard", "discard-replaced", "remove-pending-replace"]);
/** The stack and the providers: the engine's own book-keeping. */
const isOfPulumi = (urn: string): boolean => /::pulumi:(?:pulumi:Stack|providers:[^:]*)::/.test(urn);
const isStack = (urn: string): boolean => urn.includes("::pulumi:pulumi:Stack::");
const NO_CHANGE: ReadonlySet<string> = new Set(["same", "refresh", "read"]);

export class FleetBuilder {
    private readonly units = new Map<string, Unit>();
    private readonly found = new Map<string, Unit>();
    private readonly others = new Map<string, number>();
    private refreshed = false;
    private compared = false;

    add(step: Step | OtherStep): void {
        if (step.op === "refresh") this.refreshed = true;
        if (step.op === "same" || (isStack(step.urn) && step.op !== "refresh" && step.op !== "create")) this.compared = true;
        if (step.type === undefined) {
            if (!isOfPulumi(step.urn) && !NO_CHANGE.has(step.op)) this.others.set(step.op, (this.others.get(step.op) ?? 0) + 1);
            return;
        }
        if (SAID_ELSEWHERE.has(step.op)) return;
        const unit = unitOf(step);
        if (unit === undefined) return;
        // The steps of a refresh hold the state as recorded; what was found is the old state of the step that follows.
        if (step.op === "refresh") this.found.set(step.urn, unit);
        else this.units.set(step.urn, unit);
    }

    build(): Fleet {
        const twofold = [...this.found.keys()].some((urn) => this.units.has(urn));
        const units = [...this.units].map(([urn, unit]): Unit => ({ ...unit, recorded: this.found.get(urn)?.recorded ?? unit.recorded }));
        // Only looked at: `pulumi refresh`, or a preview of a part of the stack.
        const more = [...this.found].filter(([urn]) => !this.units.has(urn)).map(([, unit]) => unit);
        return {
            units: [...units, ...more],
            others: Object.fromEntries(this.others),
            refreshed: this.refreshed,
            compared: this.compared,
            looked: new Set(this.found.keys()),
            twofold,
        };
    }
}
