/** A client that writes to units of its own, one write after another, and knows what was answered. */
import type { UnitLevel } from "../../../provider/gateway/index.js";
import type { Send } from "./process.js";
import type { Random } from "./random.js";
import { after, allowedAt, type Body, LONGEST, type Operation, type Tenant, type Unit, unitIn, wireOf } from "./tenant.js";

const CREATE: Readonly<Record<UnitLevel, string>> = { customer: "/customers", account: "/accounts", project: "/projects" };
const ONE: Readonly<Record<UnitLevel, string>> = { customer: "/customers", account: "/account", project: "/project" };
const RESTORE: Readonly<Record<UnitLevel, string>> = {
    customer: "/customerrestore",
    account: "/accountrestore",
    project: "/projectrestore",
};

/** Numbers that all writers want: whoever comes second is refused. */
const WANTED_BY_ALL = ["+498900000001", "+498900000002", "+498900000003"];

/** About so many active units a writer keeps. */
const ENOUGH = 30;

export interface Writer {
    /** Customers of this writer have names that begin with it. */
    readonly prefix: string;
    readonly tenant: Tenant;
    /** What was sent and not answered when the gateway died. */
    readonly inDoubt: Operation | undefined;
    readonly answered: number;
    readonly refused: number;
    /** Writes until the connection breaks. @throws for an answer that no correct gateway gives */
    write(send: Send, reseller: string): Promise<void>;
    /** What was found after the death: from here it goes on. */
    found(tenant: Tenant): void;
}

export function createWriter(index: number, random: Random): Writer {
    const prefix = `w${index}-`;
    let tenant: Tenant = new Map();
    let inDoubt: Operation | undefined;
    let [sequence, answered, refused] = [0, 0, 0];

    const actives = (level?: UnitLevel) => [...tenant.values()].filter((unit) => !unit.inactive && (level ?? unit.level) === unit.level);

    function body(level: UnitLevel, allowed: number): Body {
        sequence += 1;
        const size = random.happens(0.1) ? random.whole(10_000, 40_000) : random.whole(0, 1500);
        const own = `+4930${index}${String(sequence).padStart(7, "0")}`;
        const numbers = level === "project" ? [own, ...(random.happens(0.2) ? [random.pick(WANTED_BY_ALL)] : [])] : [];
        return {
            name: `${prefix}${sequence}`,
            dialogs: Math.min(allowed, random.whole(1, LONGEST)),
            filler: `${prefix}${sequence} `.repeat(size / 8),
            numbers,
        };
    }

    function create(reseller: string): Operation {
        const [customers, accounts] = [actives("customer"), actives("account")];
        const level = customers.length < 2 ? "customer" : accounts.length < 4 || random.happens(0.2) ? "account" : "project";
        const above = level === "customer" ? reseller : random.pick(level === "account" ? customers : accounts).token;
        return { act: "create", level, above, body: body(level, allowedAt(tenant, above)) };
    }

    /** One of those that can be done now. */
    function choose(reseller: string): Operation {
        const active = actives();
        const chance = random.next();
        if (active.length < 8 || (chance < 0.3 && active.length < ENOUGH)) return create(reseller);
        const restorable = [...tenant.values()].filter(({ inactive, above }) => inactive && !(tenant.get(above)?.inactive ?? false));
        if (chance < 0.4 && restorable.length > 0) return { act: "restore", unit: random.pick(restorable).token };
        if (chance < (active.length < ENOUGH ? 0.5 : 0.7)) return { act: "delete", unit: deletable(active).token };
        const projects = actives("project");
        const accounts = actives("account");
        if (chance < 0.8 && projects.length > 0 && accounts.length > 1) {
            const project = random.pick(projects);
            return {
                act: "move",
                unit: project.token,
                account: random.pick(accounts.filter(({ token }) => token !== project.above)).token,
            };
        }
        const unit = random.pick(active);
        return { act: "update", unit: unit.token, body: body(unit.level, allowedAt(tenant, unit.above)) };
    }

    /** Seldom a whole customer. */
    const deletable = (active: readonly Unit[]): Unit => {
        const small = active.filter(({ level }) => level !== "customer");
        return random.pick(small.length === 0 || random.happens(0.1) ? active : small);
    };

    function request(operation: Operation, reseller: string): readonly [method: "POST" | "DELETE", path: string, body?: unknown] {
        if (operation.act === "create") {
            const { level, above, body } = operation;
            return ["POST", `${CREATE[level]}/${reseller}${level === "customer" ? "" : `/${above}`}`, wireOf(level, body)];
        }
        const { level, token } = unitIn(tenant, operation.unit);
        const one = `${ONE[level]}/${reseller}/${token}`;
        switch (operation.act) {
            case "update":
                return ["POST", one, wireOf(level, operation.body)];
            case "delete":
                return ["DELETE", one];
            case "restore":
                return ["POST", `${RESTORE[level]}/${reseller}/${token}`];
            case "move":
                return ["POST", `${one}/move`, { customerToken: unitIn(tenant, operation.account).above, accountToken: operation.account }];
        }
    }

    return {
        prefix,
        get tenant() {
            return tenant;
        },
        get inDoubt() {
            return inDoubt;
        },
        get answered() {
            return answered;
        },
        get refused() {
            return refused;
        },
        write: async (send, reseller) => {
            for (;;) {
                const operation = choose(reseller);
                inDoubt = operation;
                const reply = await send(...request(operation, reseller)).catch(() => undefined);
                if (reply === undefined) return;
                inDoubt = undefined;
                answered += 1;
                if (reply.status === 409) {
                    refused += 1;
                    continue;
                }
                if (reply.status >= 300)
                    throw new Error(`${JSON.stringify(operation).slice(0, 300)} was answered ${reply.status} ${reply.text}`);
                tenant = after(tenant, operation, operation.act === "create" ? String(JSON.parse(reply.text)) : undefined);
            }
        },
        found: (there) => {
            tenant = there;
            inDoubt = undefined;
        },
    };
}
