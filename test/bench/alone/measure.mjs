// The embedded gateway alone: how fast it reads a unit and the tree, as ratios to what the same machine does at the same time without it.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { startGateway } from "../gateway.mjs";
import { answersPerSecond, bodyOf, openConnection } from "./load.mjs";

/** The rate of reads, as a part of the rate of a constant JSON of equal size. */
export const READS_AT_LEAST = 0.5;
/** The time of a tree, in times of its JSON.stringify. */
export const TREE_AT_MOST = 5;

/** Customers, accounts and projects of the seed. */
export const UNITS = 5000;
const SEED = "large:4503";
/** As many as the provider has by default (`cvg:maxConcurrency`). */
const CONNECTIONS = 8;
/** Long enough that who did not have its turn is warm again, and many, so that whatever else the machine does hits both alike. */
export const ROUNDS = 15;
const SECONDS = 0.8;
export const TREES = 41;

const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];
const range = (numbers) => ({ median: median(numbers), least: Math.min(...numbers), most: Math.max(...numbers) });

async function startConstant(text) {
    const child = fork(fileURLToPath(new URL("constant-process.cjs", import.meta.url)));
    const ended = once(child, "exit");
    child.send(text);
    const [port] = await Promise.race([once(child, "message"), ended.then(() => [undefined])]);
    if (port === undefined) throw new Error("the server of a constant did not start");
    return {
        port,
        async close() {
            child.disconnect();
            await ended;
        },
    };
}

async function authorize({ tokenUrl, clientId, clientSecret }) {
    const form = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret });
    const { access_token } = await (await fetch(tokenUrl, { method: "POST", body: form })).json();
    return { Authorization: `Bearer ${access_token}`, "Content-Type": "application/json" };
}

/** Calls of the contract, by plain HTTP. */
function caller({ endpoint }, headers) {
    return async (method, path, body) => {
        const response = await fetch(endpoint + path, { method, headers, ...(body === undefined ? {} : { body }) });
        const text = await response.text();
        if (!response.ok) throw new Error(`${method} ${path} answered ${response.status} ${text}`);
        return text;
    };
}

/** The two servers take turns, and who comes first changes. */
async function measureReads(unit, constant, tell) {
    const ratios = [];
    const rates = { unit: [], constant: [] };
    const once = async (which, server) => {
        const rate = await answersPerSecond(server, CONNECTIONS, SECONDS);
        rates[which].push(rate);
        return rate;
    };
    // Both have compiled what they run often before anything counts.
    for (const server of [unit, constant]) await answersPerSecond(server, CONNECTIONS, SECONDS);
    for (let round = 0; round < ROUNDS; round++) {
        const first = round % 2 === 0 ? await once("unit", unit) : undefined;
        const other = await once("constant", constant);
        ratios.push((first ?? (await once("unit", unit))) / other);
    }
    tell(`  reads: ${median(ratios).toFixed(2)} of a constant's rate`);
    return { ratio: range(ratios), unit: median(rates.unit), constant: median(rates.constant) };
}

/** Every tree is asked for after a write, so that it is never one that was made before. */
async function measureTree(question, write) {
    const connection = await openConnection(question);
    const ratios = [];
    const times = { tree: [], stringify: [] };
    let bytes = 0;
    try {
        for (let round = 0; round < TREES; round++) {
            const name = `Customer in round ${round}`;
            await write(name);
            const started = performance.now();
            const answer = await connection.ask();
            const took = performance.now() - started;
            const text = bodyOf(answer);
            if (!text.includes(JSON.stringify(name))) throw new Error("the tree does not show the last write");
            bytes = Buffer.byteLength(text);
            const tree = JSON.parse(text);
            const before = performance.now();
            JSON.stringify(tree);
            const stringified = performance.now() - before;
            times.tree.push(took);
            times.stringify.push(stringified);
            ratios.push(took / stringified);
        }
    } finally {
        connection.close();
    }
    return { ratio: range(ratios), tree: median(times.tree), stringify: median(times.stringify), bytes };
}

/** @param tell is told of each round */
export async function measureAlone(tell) {
    tell("the gateway alone");
    const gateway = await startGateway(SEED);
    const opened = [gateway];
    try {
        const { endpoint, reseller } = gateway.configuration;
        const headers = await authorize(gateway.configuration);
        const call = caller(gateway.configuration, headers);
        const { customers } = JSON.parse(await call("GET", `/projecthierarchy/${reseller}`));
        const [{ customerToken, accounts }] = customers;
        const [{ projectToken }] = accounts[0].projects;
        const units = customers.flatMap((customer) => [
            customer,
            ...customer.accounts.flatMap((account) => [account, ...account.projects]),
        ]);
        if (units.length !== UNITS) throw new Error(`the seed has ${units.length} units`);

        const read = await call("GET", `/project/${reseller}/${projectToken}`);
        const constant = await startConstant(read);
        opened.push(constant);
        const question = (path) => {
            const { port, pathname } = new URL(endpoint + path);
            return { port, path: pathname, headers };
        };
        // The very same request to both.
        const unit = question(`/project/${reseller}/${projectToken}`);
        const reads = await measureReads(unit, { ...unit, port: constant.port }, tell);
        const customer = `/customers/${reseller}/${customerToken}`;
        const body = JSON.parse(await call("GET", customer));
        const rename = (customerName) => call("POST", customer, JSON.stringify({ ...body, customerName }));
        const tree = await measureTree(question(`/projecthierarchy/${reseller}`), rename);
        tell(`  tree: ${tree.ratio.median.toFixed(1)} times JSON.stringify`);
        return { reads: { ...reads, bytes: Buffer.byteLength(read) }, tree };
    } finally {
        for (const process of opened) await process.close();
    }
}

/** What must hold and does not. */
export function violationsAlone({ reads, tree }) {
    return [
        ...(reads.ratio.median < READS_AT_LEAST
            ? [`gateway alone: reads at ${reads.ratio.median.toFixed(2)} of a constant's rate, less than ${READS_AT_LEAST}`]
            : []),
        ...(tree.ratio.median > TREE_AT_MOST
            ? [`gateway alone: the tree takes ${tree.ratio.median.toFixed(1)} times JSON.stringify, more than ${TREE_AT_MOST}`]
            : []),
    ];
}
