/** What really applies at a unit: its stored settings and those of all levels above, combined by the rules. */
import { appliesAt, type Resolved } from "../policy/index.js";
import type { Gateway } from "./gateway.js";
import type { CommonConfiguration, Level } from "./wire/contract.js";
import { settingsFromWire } from "./wire/settings.js";

/** What applies at a unit. One GET for each level that this process has neither read nor written. */
export async function liveAt(gateway: Gateway, level: Level, token: string): Promise<Resolved> {
    const [stored, above] = await Promise.all([
        gateway.settings(level, token),
        level === "reseller" ? undefined : liveAbove(gateway, level, token),
    ]);
    return combined(level, stored, above);
}

interface Combined {
    readonly level: Level;
    readonly above: Resolved | undefined;
    readonly resolved: Resolved;
}

/** By what is stored: what applies at a level is the same for all that is below it, until that or what is above was read or written anew. */
const last = new WeakMap<CommonConfiguration, Combined>();

function combined(level: Level, stored: CommonConfiguration, above: Resolved | undefined): Resolved {
    const known = last.get(stored);
    if (known !== undefined && known.level === level && known.above === above) return known.resolved;
    const link = { kind: "live", level, stored: settingsFromWire(stored) } as const;
    const resolved = appliesAt(above === undefined ? [link] : [link, { kind: "answered", resolved: above }]);
    last.set(stored, { level, above, resolved });
    return resolved;
}

/** What applies above a unit, by the gateway's tree; an account that is younger than the tree names its customer itself. */
export async function liveAbove(gateway: Gateway, level: Level, token: string): Promise<Resolved> {
    // Above a customer is always the reseller: no tree is needed to know that.
    if (level === "customer") return liveAt(gateway, "reseller", gateway.reseller);
    const above = (await gateway.tree()).find(token)?.above;
    if (above !== undefined) return liveAt(gateway, above.level, above.token);
    const customer = level === "account" ? await customerOf(gateway, token) : undefined;
    return customer === undefined ? liveAt(gateway, "reseller", gateway.reseller) : liveAt(gateway, "customer", customer);
}

/** Token of an account's customer. */
export async function customerOf(gateway: Gateway, account: string): Promise<string | undefined> {
    const inTree = (await gateway.tree()).find(account)?.above?.token;
    if (inTree !== undefined) return inTree;
    const customer = (await gateway.read("account", account))?.customerToken;
    return typeof customer === "string" ? customer : undefined;
}
