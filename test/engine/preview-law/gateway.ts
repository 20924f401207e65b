/** The gateway of a pair: a tenant that was made in the console, and what somebody does there later. */
import { SETTING_NAMES, type SettingName } from "../../../provider/policy/index.js";
import type { Behaviour, Sandbox } from "../../../provider/sandbox/index.js";
import { CLOSED, openOnWire, PROJECT_BODY } from "../../harness/bodies.js";
import { type Console, type Json, openConsole, type ShownUnit } from "../../harness/console.js";
import { type Deed, LIVE } from "./draw.js";
import type { LiveLimits, Values } from "./tidy.js";

const HOUR = 3_600_000;
const LENGTH: Readonly<Record<string, number>> = {
    "10 minutes": HOUR / 6,
    "1 hour": HOUR,
    "5 hours": 5 * HOUR,
    "1 day": 24 * HOUR,
    "36 hours": 36 * HOUR,
    "1 week": 168 * HOUR,
    "1 month": 720 * HOUR,
};
const milliseconds = (period: string): number => LENGTH[period] ?? HOUR;
const period = (length: number): string => Object.keys(LENGTH).find((name) => LENGTH[name] === length) ?? `${length} ms`;

/** The wire names of the contract, written a second time by hand; and which value is the loose one. */
export const WIRE = {
    outboundCalls: { wire: "allowOutboundCalls", loose: true },
    recordings: { wire: "allowRecordings", loose: true },
    recordingRetention: { wire: "maxRecordingRetentionTime", loose: undefined },
    anonymizeNumbers: { wire: "anonymizeRemoteNumbers", loose: false },
    storeDialogData: { wire: "storeDialogData", loose: true },
    dialogRetention: { wire: "maxDialogRetentionTime", loose: undefined },
} as const satisfies Readonly<Record<SettingName, unknown>>;
export const NAMES = SETTING_NAMES;
export type Name = SettingName;

/** A setting on the wire, as a user writes it. */
export function readable(settings: Json, name: Name): boolean | string {
    const value = settings[WIRE[name].wire];
    return typeof value === "number" ? period(value) : value === true;
}
export const readableAll = (settings: Json): Values => Object.assign({}, ...NAMES.map((name) => ({ [name]: readable(settings, name) })));

/** Larger is looser. */
export function looseness(settings: Json, name: Name): number {
    const value = settings[WIRE[name].wire];
    return typeof value === "number" ? value : Number(value === WIRE[name].loose);
}

export const wireOf = (name: Name, value: boolean | string): Json => ({
    [WIRE[name].wire]: typeof value === "string" ? milliseconds(value) : value,
});

const OPEN: Json = openOnWire(720 * HOUR, 168 * HOUR);

export interface Gateway {
    readonly sandbox: Sandbox;
    readonly console: Console;
    /** Tokens of the console's tenant, by display name. */
    readonly live: ReadonlyMap<string, string>;
    readonly limits: LiveLimits;
    /** Who stands below whom in the console's tenant. */
    readonly above: ReadonlyMap<string, string>;
}

const ROUTE = { reseller: "reseller", customer: "customers", account: "account", project: "project" } as const;
export const pathOf = ({ sandbox }: Pick<Gateway, "sandbox">, { level, token }: Pick<ShownUnit, "level" | "token">): string =>
    level === "reseller" ? `/reseller/${sandbox.reseller}` : `/${ROUTE[level]}/${sandbox.reseller}/${token}`;

/** A tenant of three levels, as loose as can be but for dialogs, and a second account, closed. */
export async function openGateway(sandbox: Sandbox, behaviour: Partial<Behaviour>): Promise<Gateway> {
    const console = await openConsole(sandbox);
    await console.control("POST", "/behaviour", behaviour);
    const { reseller } = sandbox;
    const find = async (name: string): Promise<string> => (await console.units()).get(name)?.token ?? "";
    await console.post(`/customers/${reseller}`, { customerName: LIVE.customer, commonConfiguration: OPEN });
    const customer = await find(LIVE.customer);
    await console.post(`/accounts/${reseller}/${customer}`, { accountName: LIVE.account, commonConfiguration: OPEN });
    await console.post(`/accounts/${reseller}/${customer}`, { accountName: LIVE.other, commonConfiguration: CLOSED });
    const account = await find(LIVE.account);
    const project = { ...PROJECT_BODY, projectName: LIVE.project, commonConfiguration: OPEN, platformNumbers: ["+4989400001"] };
    await console.post(`/projects/${reseller}/${account}`, project);
    const units = await console.everyUnit();
    const named = new Map(units.map((unit) => [unit.level === "reseller" ? "reseller" : unit.name, unit]));
    const nameOf = new Map([...named].map(([name, { token }]) => [token, name]));
    const values = [...named.values()];
    return {
        sandbox,
        console,
        live: new Map([...named].map(([name, { token }]) => [name, token])),
        limits: new Map([...named].map(([name, { effective }]) => [name, readableAll(effective)])),
        above: new Map(
            values.flatMap(({ token, above }) => (above === undefined ? [] : [[nameOf.get(token) ?? "", nameOf.get(above) ?? ""]])),
        ),
    };
}

const chosen = <T>(from: readonly T[], at: number): T | undefined => (from.length === 0 ? undefined : from[at % from.length]);

async function done(gateway: Gateway, deed: Deed): Promise<void> {
    const { console, sandbox } = gateway;
    const units = (await console.everyUnit()).filter(({ inactive }) => !inactive);
    const unit = chosen(units, deed.at);
    if (unit === undefined) return;
    if (deed.kind === "set") {
        const { loose } = WIRE[deed.name];
        const change = wireOf(deed.name, loose === undefined ? deed.period : deed.loose ? loose : !loose);
        return await console.edit(pathOf(gateway, unit), (body) => ({
            ...body,
            commonConfiguration: { ...Object(body.commonConfiguration), ...change },
        }));
    }
    const below = units.filter(({ level }) => level !== "reseller");
    const one = chosen(below, deed.at);
    const account = chosen(
        units.filter(({ level }) => level === "account"),
        deed.to,
    );
    if (one === undefined || one.level === "reseller") return;
    switch (deed.kind) {
        case "rename":
            return await console.edit(pathOf(gateway, one), (body) => ({ ...body, [`${one.level}Name`]: `${one.name} by hand` }));
        case "deactivate":
            return await console.delete(pathOf(gateway, one));
        case "move": {
            const project = chosen(
                units.filter(({ level }) => level === "project"),
                deed.at,
            );
            if (project === undefined || account === undefined) return;
            const to = { customerToken: account.above, accountToken: account.token };
            return await console.post(`${pathOf(gateway, project)}/move`, to);
        }
        case "make":
            if (account === undefined) return;
            return await console.post(`/projects/${sandbox.reseller}/${account.token}`, {
                ...PROJECT_BODY,
                projectName: `Wild ${deed.at}`,
                commonConfiguration: account.effective,
            });
    }
}

/** Does it, where the gateway lets it. */
export async function inConsole(gateway: Gateway, deeds: readonly Deed[]): Promise<void> {
    for (const deed of deeds) {
        try {
            await done(gateway, deed);
        } catch (error) {
            if (!(error instanceof Error && / was answered 4\d\d /.test(error.message))) throw error;
        }
    }
}
