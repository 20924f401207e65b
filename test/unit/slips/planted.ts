/** Slips of a kind that were easy to make and that nobody saw: arguments that change places, names that are misspelled, a case that is left out. */

export interface Slip {
    readonly what: string;
    readonly file: string;
    /** As it stands in the file, once. */
    readonly right: string;
    readonly wrong: string;
}

const unit = "provider/resources/unit";
const policy = "provider/resources/privacy-policy";

export const SLIPS: readonly Slip[] = [
    {
        what: "a body where the state belongs, and the state where the body belongs",
        file: `${unit}/write/take-over.ts`,
        right: "editedBody(kind, body, { state,",
        wrong: "editedBody(kind, state, { state: body,",
    },
    {
        what: "state and inputs that change places in an edit",
        file: `${unit}/write/update-unit.ts`,
        right: "write({ state, inputs })",
        wrong: "write({ state: inputs, inputs: state })",
    },
    {
        what: "state and inputs that change places in a call",
        file: `${unit}/write/update-unit.ts`,
        right: "touchesBody(kind, request.state, request.inputs)",
        wrong: "touchesBody(kind, request.inputs, request.state)",
    },
    {
        what: "arguments in another order",
        file: `${unit}/write/take-over.ts`,
        right: "readFields(kind, body, { own: inputs.own,",
        wrong: "readFields(kind, inputs, { own: body,",
    },
    {
        what: "inputs that are recorded as if they were a state",
        file: `${unit}/write/create-unit.ts`,
        right: "flatState(kind, made)",
        wrong: "flatState(kind, inputs)",
    },
    {
        what: "a state that is written as if it were declared",
        file: `${unit}/write/update-unit.ts`,
        right: "inactiveAsDeclared({ ...inputs, parent: state.parent }, gateway",
        wrong: "inactiveAsDeclared({ ...state, parent: inputs.parent }, gateway",
    },
    {
        what: "a misspelled key of the state",
        file: `${unit}/recorded.ts`,
        right: "state.purgeAt === undefined",
        wrong: "state.purgesAt === undefined",
    },
    {
        what: "the date of a purge of a unit that may be active",
        file: `${unit}/judge/drift.ts`,
        right: 'state.standing === "active" ? undefined : state.purgeAt',
        wrong: "state.purgeAt",
    },
    {
        what: "a standing that nobody thought of",
        file: `${unit}/write/update-unit.ts`,
        right: '        case "purged":\n',
        wrong: "",
    },
    {
        what: "a misspelled key of what the program told, where it is heard",
        file: `${unit}/judge/check-unit.ts`,
        right: "told.below ?? []",
        wrong: "told.bellow ?? []",
    },
    {
        what: "a misspelled key of a level above",
        file: `${unit}/judge/check-unit.ts`,
        right: "text(link.existing)",
        wrong: "text(link.exists)",
    },
    {
        what: "a misspelled key of what the program tells, where it is told",
        file: "provider/resources/privacy-policy/privacy-policy.ts",
        right: 'active: known("active")',
        wrong: 'activ: known("active")',
    },
    {
        what: "settings before and after a change that are named otherwise",
        file: `${unit}/judge/check-unit.ts`,
        right: "{ from: applied, to: effective,",
        wrong: "{ before: applied, after: effective,",
    },
    {
        what: "state and inputs of a policy that change places",
        file: `${policy}/definition.ts`,
        right: "writePolicy(request, request.inputs, stateOf(request.state))",
        wrong: "writePolicy(request, stateOf(request.state), request.inputs)",
    },
    {
        what: "inputs of a policy that are recorded as if they were its state",
        file: `${policy}/definition.ts`,
        right: "flatState(await writePolicy(request, request.inputs, undefined))",
        wrong: "flatState(request.inputs)",
    },
    {
        what: "a policy's state as it travels, where the one that was taken apart belongs",
        file: `${policy}/definition.ts`,
        right: "planPolicy(parsed(request))",
        wrong: "planPolicy(request)",
    },
    {
        what: "a setting of the last run that is looked for among the policy's own keys",
        file: `${policy}/check-policy.ts`,
        right: "before?.written[name]",
        wrong: "before?.[name]",
    },
    {
        what: "a misspelled key of a policy's state",
        file: `${policy}/end-policy.ts`,
        right: "state.onDelete !==",
        wrong: "state.onDeleted !==",
    },
    {
        what: "a policy's standing that there is not",
        file: `${policy}/plan-policy.ts`,
        right: 'state.standing === "waiting"',
        wrong: 'state.standing === "pending"',
    },
];
