/** What a user runs while something goes wrong: together they make every call that the client has. */
import type { Console } from "../../harness/console.js";
import type { Declaration, EngineOnGrpc, Run } from "../../harness/engine-on-grpc.js";
import { inStyle } from "../policy/programs.js";
import { account, changed, customer, declarations, type Program, placed, project, resellerPrivacy, without } from "../stories/program.js";

type Declarations = readonly Declaration[];

export interface Scenario {
    /** What was applied before, one after the other. */
    readonly before: readonly Declarations[];
    /** What an admin does then. */
    readonly inConsole?: (console: Console, reseller: string, token: (name: string) => string) => Promise<void>;
    /** The command that meets the fault, and is run again after it. */
    readonly command: (engine: EngineOnGrpc) => Promise<Run>;
    /** What the stack declares in the end; nothing after a destroy. */
    readonly after: Declarations;
}

const BOT = { type: "rasa", url: "https://bot.example/claims", token: "the-bots-secret" };
const STRICT = { dialogRetention: "1 hour", recordings: false };

const tenant: Program = [
    resellerPrivacy({ dialogRetention: "1 month", recordings: true }),
    customer("acme", "Acme", { privacy: { recordings: true, recordingRetention: "1 week", dialogRetention: "1 day" } }),
    account("claims", "acme", "Schaden", { privacy: {} }),
    account("sales", "acme", "Vertrieb", { privacy: STRICT }),
    project("hotline", "claims", "Hotline", { bot: BOT, platformNumbers: ["+4989200001"], privacy: { dialogRetention: "1 hour" } }),
    project("chat", "claims", "Chat"),
];
const units = without(tenant, "top");

const up =
    (program: Program | Declarations) =>
    (engine: EngineOnGrpc): Promise<Run> =>
        engine.up(isPlanned(program) ? declarations(program) : program);
const isPlanned = (program: Program | Declarations): program is Program => program.every((one) => "kind" in one);

/** `pulumi up --refresh`: one process that looks first. */
const upRefresh =
    (program: Program) =>
    async (engine: EngineOnGrpc): Promise<Run> => {
        const found = await engine.refresh();
        return found.problem === undefined ? await engine.up(declarations(program)) : found;
    };

/** Plain applications of a program on top of others. */
const applying = (before: readonly Program[], after: Program): Scenario => ({
    before: before.map((program) => declarations(program)),
    command: up(after),
    after: declarations(after),
});

const updated = changed(tenant, {
    top: { dialogRetention: "1 week", anonymizeNumbers: true },
    acme: { name: "Acme AG", privacy: { recordings: true, recordingRetention: "1 day", dialogRetention: "1 week" } },
    claims: { name: "Schadenfälle" },
    sales: { privacy: {} },
    hotline: { color: "red", platformNumbers: ["+4989200001", "+4989200002"], privacy: { dialogRetention: "1 day" } },
});
const inactive = changed(units, { acme: { active: false } });
const restored = changed(units, { acme: { ifExists: "restore" } });
const moved = placed(changed(units, { hotline: { privacy: { dialogRetention: "10 minutes" } } }), { hotline: "sales", chat: "sales" });
const twoCustomers: Program = [customer("globex", "Globex", { privacy: { dialogRetention: "1 day" } }), ...units];
const rehomed = placed(twoCustomers, { claims: "globex" });

const inConsole: Scenario["inConsole"] = async (console, reseller, token) => {
    for (const [route, name] of [
        ["project", "hotline"],
        ["project", "chat"],
        ["account", "claims"],
        ["account", "sales"],
        ["customers", "acme"],
    ] as const)
        await console.delete(`/${route}/${reseller}/${token(name)}`);
};

const loosened = inStyle("policies", "parent and child are loosened");
const tightened = inStyle("policies", "parent and child are tightened");

export const SCENARIOS = {
    "up of a new tenant": applying([], tenant),
    "update at every level": applying([tenant], updated),
    refresh: { before: [declarations(tenant)], command: (engine) => engine.refresh(), after: declarations(tenant) },
    destroy: { before: [declarations(units)], command: (engine) => engine.destroy(), after: [] },
    "restore with ifExists": applying([units, []], restored),
    "restore of what was made inactive in the console": { ...applying([units], units), inConsole, command: upRefresh(units) },
    "a tenant becomes inactive": applying([units], inactive),
    "a tenant becomes active again": applying([units, inactive], units),
    "projects move": applying([units], moved),
    "an account is replaced": applying([twoCustomers], rehomed),
    "policies loosen": { before: [loosened.before], command: up(loosened.after), after: loosened.after },
    "policies tighten": { before: [tightened.before], command: up(tightened.after), after: tightened.after },
} as const satisfies Readonly<Record<string, Scenario>>;

export type ScenarioName = keyof typeof SCENARIOS;
const names: ScenarioName[] = [];
for (const name in SCENARIOS) if (isName(name)) names.push(name);
export const SCENARIO_NAMES: readonly ScenarioName[] = names;

function isName(name: string): name is ScenarioName {
    return name in SCENARIOS;
}
