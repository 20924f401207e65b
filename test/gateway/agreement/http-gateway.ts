/** A fresh embedded gateway over HTTP: the tree comes about by calls of the contract alone. */
import type { Level, Settings } from "../../../provider/policy/index.js";
import { startSandbox } from "../../../provider/sandbox/index.js";
import type { Settings as WireSettings } from "../sandbox/bodies.js";
import { opened, type Reply } from "../sandbox/open-sandbox.js";
import type { Gateway } from "./agreement.js";
import { type Answer, bodyOf, refusedFor, settingsOf, WIDE_OPEN } from "./wire.js";

const CREATE: Readonly<Record<Exclude<Level, "reseller">, string>> = { customer: "/customers", account: "/accounts", project: "/projects" };
const ONE: Readonly<Record<Level, string>> = { reseller: "/reseller", customer: "/customers", account: "/account", project: "/project" };

export async function openHttpGateway(): Promise<Gateway & AsyncDisposable> {
    const sandbox = await startSandbox();
    const { call, control } = await opened(sandbox);

    const create = async (level: Level, above: string, settings: Settings): Promise<Answer> => {
        if (level === "reseller") throw new Error("nobody creates a reseller");
        const below = level === "customer" ? "" : `/${above}`;
        const reply = await call("POST", `${CREATE[level]}/{reseller}${below}`, bodyOf(level, settings));
        return reply.status === 201 ? { token: String(reply.json) } : refusal(reply);
    };
    const update = async (level: Level, token: string, settings: Settings): Promise<Answer> => {
        const below = level === "reseller" ? "" : `/${token}`;
        const reply = await call("POST", `${ONE[level]}/{reseller}${below}`, bodyOf(level, settings));
        return reply.status === 204 ? { token } : refusal(reply);
    };

    return {
        build: async (units, unchangedLooser) => {
            accepted(await update("reseller", sandbox.reseller, WIDE_OPEN));
            const tokens: string[] = [];
            for (const { level, above, stored } of units) {
                // A project is born as it is, all above it wide open: nothing limits anything yet.
                const settings = level === "project" ? stored : WIDE_OPEN;
                tokens.push(above === null ? sandbox.reseller : accepted(await create(level, tokens[above] ?? "", settings)));
            }
            for (const [place, { level, stored }] of [...units.entries()].reverse()) {
                if (level !== "project") accepted(await update(level, tokens[place] ?? "", stored));
            }
            const { status, text } = await control("POST", "/behaviour", { unchangedLooser });
            if (status !== 200) throw new Error(text);
            return tokens;
        },
        effective: async (tokens) => {
            const shown = new Map(shownIn((await control("GET", "/tree")).json));
            return tokens.map((token) => {
                const settings = shown.get(token);
                if (settings === undefined) throw new Error(`${token} is not in the tree`);
                return settingsOf(settings);
            });
        },
        create,
        update,
        [Symbol.asyncDispose]: () => sandbox.close(),
    };
}

function refusal({ status, text, json }: Reply): Answer {
    if (status !== 400) throw new Error(`answered ${status} ${text}`);
    return refusedFor(json.errorData.code, json.errorData.fieldReferences);
}

function accepted(answer: Answer): string {
    if ("token" in answer) return answer.token;
    throw new Error(`refused for ${answer.refused.join(", ")} where nothing limits`);
}

interface Shown {
    readonly effective: WireSettings;
    readonly resellerToken?: string;
    readonly customerToken?: string;
    readonly accountToken?: string;
    readonly projectToken?: string;
    readonly customers?: readonly Shown[];
    readonly accounts?: readonly Shown[];
    readonly projects?: readonly Shown[];
}

/** Token and effective settings of every unit of the control API's tree. */
function shownIn(unit: Shown): readonly (readonly [string, WireSettings])[] {
    const token = unit.resellerToken ?? unit.customerToken ?? unit.accountToken ?? unit.projectToken ?? "";
    const below = [...(unit.customers ?? []), ...(unit.accounts ?? []), ...(unit.projects ?? [])];
    return [[token, unit.effective], ...below.flatMap(shownIn)];
}
