// How long the rules take over a tree of 5,000 units, compared with `JSON.parse` of that tree as the gateway sends it.
import { createRequire } from "node:module";
import { median } from "./median.mjs";

const require = createRequire(import.meta.url);

/** 46 customers, 451 accounts and 4,504 projects below a reseller. */
const PROJECTS = 4_504;
/** The rules may take this many times as long as `JSON.parse` of the tree. */
export const AT_MOST = 5;
const WARM_UP = 30;
export const ROUNDS = 101;

/** The tree as the embedded gateway answers it: the contract's own, without settings, and the control API's, with them. */
async function answers() {
    const { startSandbox } = require("../../../dist/sandbox/index.js");
    const sandbox = await startSandbox({ seed: `large:${PROJECTS}` });
    try {
        const { tokenUrl, clientId, clientSecret, endpoint, reseller, control } = sandbox;
        const form = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret });
        const { access_token: token } = await (await fetch(tokenUrl, { method: "POST", body: form })).json();
        const tree = await fetch(`${endpoint}/projecthierarchy/${reseller}`, { headers: { authorization: `Bearer ${token}` } });
        const withSettings = await fetch(`${control}/tree`);
        return { tree: await tree.text(), withSettings: await withSettings.text() };
    } finally {
        await sandbox.close();
    }
}

const DAY = 86_400_000;
/** What levels say in turn: nothing, one setting, all, a limit, and what is allowed anyway. */
const SAYINGS = [
    {},
    { dialogRetention: DAY, anonymizeNumbers: true },
    {
        outboundCalls: true,
        recordings: true,
        recordingRetention: 7 * DAY,
        anonymizeNumbers: false,
        storeDialogData: true,
        dialogRetention: 3_600_000,
    },
    { recordingRetention: { atMost: 36 * 3_600_000 }, dialogRetention: { atMost: 7 * DAY } },
    { recordings: false },
    { outboundCalls: false, recordings: true, recordingRetention: 30 * DAY },
];
const BELOW = { reseller: ["customer", "customers"], customer: ["account", "accounts"], account: ["project", "projects"] };

/** Every unit after the one above it, each with something to say. */
function unitsOf(unit, level = "reseller", above = null, units = []) {
    const place = units.length;
    units.push({ above, self: { level, by: `${level}-${place}` }, own: SAYINGS[place % SAYINGS.length] });
    const [below, field] = BELOW[level] ?? [];
    if (field !== undefined) for (const child of unit[field]) unitsOf(child, below, place, units);
    return units;
}

/** What applies at every unit, and what is refused there. */
function judge({ effective, effectiveAtTop, violations }, units, stored) {
    const found = [];
    let refused = 0;
    for (const { above, self, own } of units) {
        if (above === null) found.push(effectiveAtTop(stored, own, self));
        else {
            refused += violations(own, found[above]).length;
            found.push(effective(own, found[above], self));
        }
    }
    return { found, refused };
}

function applied({ effective, effectiveAtTop }, units, stored) {
    const found = [];
    for (const { above, self, own } of units)
        found.push(above === null ? effectiveAtTop(stored, own, self) : effective(own, found[above], self));
    return found;
}

function timed(work) {
    const started = performance.now();
    work();
    return performance.now() - started;
}

/** Milliseconds of each, and how many times as long as the first two it takes, by turns in one process; of both the middle of the rounds. */
export async function measureRules() {
    const policy = require("../../../dist/policy/index.js");
    const { tree, withSettings } = await answers();
    const units = unitsOf(JSON.parse(tree));
    const stored = {
        outboundCalls: true,
        recordings: true,
        recordingRetention: 30 * DAY,
        anonymizeNumbers: false,
        storeDialogData: true,
        dialogRetention: 30 * DAY,
    };
    const works = {
        tree: () => JSON.parse(tree),
        withSettings: () => JSON.parse(withSettings),
        applied: () => applied(policy, units, stored),
        judged: () => judge(policy, units, stored),
    };
    const times = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
        for (const [name, work] of Object.entries(works)) {
            const took = timed(work);
            if (round >= WARM_UP) times[name].push(took);
        }
    }
    const { found, refused } = judge(policy, units, stored);
    if (found.length !== units.length || refused === 0) throw new Error("the tree of the measurement is not what it should be");
    return {
        units: units.length,
        refused,
        bytes: { tree: Buffer.byteLength(tree), withSettings: Buffer.byteLength(withSettings) },
        ms: Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)])),
        ratio: Object.fromEntries(
            Object.entries(times).map(([name, all]) => [
                name,
                {
                    tree: median(all.map((took, round) => took / times.tree[round])),
                    withSettings: median(all.map((took, round) => took / times.withSettings[round])),
                },
            ]),
        ),
    };
}

/** What must hold and does not: against the shorter of the two answers, the stricter comparison. */
export function violationsOfRules({ units, ratio: { applied } }) {
    return applied.tree <= AT_MOST
        ? []
        : [`the rules over ${units} units take ${applied.tree.toFixed(2)} times as long as JSON.parse of the tree, more than ${AT_MOST}`];
}
