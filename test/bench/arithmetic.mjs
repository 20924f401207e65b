// How many requests each command may send. One customer's fleet costs what its units cost, and not one request more.

const TOKEN = "POST token";
const TREE = "GET /projecthierarchy/{reseller}";
const DEFAULTS = "GET /userdetails";
/** The level above all units is not declared: each process that needs its settings reads them once. */
const RESELLER = "GET /reseller/{reseller}";

/** `processes`: those that talk to the gateway. The program reads what is not declared; the provider does the rest. */
const previewing = { processes: 2, [TREE]: 1, [RESELLER]: 2 };

const perUnit = (method, paths, { customers, accounts, projects }) => ({
    [`${method} ${paths[0]}`]: customers,
    [`${method} ${paths[1]}`]: accounts,
    [`${method} ${paths[2]}`]: projects,
});
const CREATE = ["/customers/{reseller}", "/accounts/{reseller}/{customer}", "/projects/{reseller}/{account}"];
const ONE = ["/customers/{reseller}/{customer}", "/account/{reseller}/{account}", "/project/{reseller}/{project}"];

function requests(phase, counts) {
    switch (phase) {
        case "preview of the empty stack":
        case "preview without a change":
        case "up without a change":
            return previewing;
        case "up, all created":
            return { ...previewing, [DEFAULTS]: 1, ...perUnit("POST", CREATE, counts) };
        case "up, every unit changed":
            // Each is read just before it is written. What limits it was read or written in this run, so it is not read back.
            return { ...previewing, [DEFAULTS]: 1, ...perUnit("GET", ONE, counts), ...perUnit("POST", ONE, counts) };
        case "refresh":
            return { processes: 1, [TREE]: 1, [RESELLER]: 1, ...perUnit("GET", ONE, counts) };
        case "destroy":
            return { processes: 1, [TREE]: 1, [DEFAULTS]: 1, ...perUnit("DELETE", ONE, counts) };
        default:
            throw new Error(`there is no arithmetic of ${phase}`);
    }
}

/**
 * By kind, as the gateway counts them. One token for each process.
 * @param counted what was counted: how many customers that are made share a look at what came beside them depends on the machine
 */
export function expectedRequests(phase, counts, counted) {
    const { processes, ...kinds } = requests(phase, counts);
    if (phase === "up, all created") kinds[TREE] += Math.min(Math.max((counted[TREE] ?? 0) - kinds[TREE], 1), counts.customers);
    return { [TOKEN]: processes, ...kinds };
}

/** The kinds whose number is not the expected one. */
export function differences(expected, counted) {
    const kinds = [...new Set([...Object.keys(expected), ...Object.keys(counted)])].sort();
    return kinds
        .filter((kind) => (expected[kind] ?? 0) !== (counted[kind] ?? 0))
        .map((kind) => `${kind}: ${expected[kind] ?? 0} expected, ${counted[kind] ?? 0} counted`);
}
