/** No write of the embedded gateway is lost or torn, whenever its process is killed. */
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { dataFile } from "../gateway/sandbox/command-line.js";
import { faultsIn } from "./gateway-kills/data-file.js";
import { listed, observed } from "./gateway-kills/observed.js";
import { writePage } from "./gateway-kills/page.js";
import { authorize, type Connection, type Running, type Send, sender, start, startAndKill } from "./gateway-kills/process.js";
import { createRandom } from "./gateway-kills/random.js";
import { createRivals } from "./gateway-kills/rivals.js";
import { after, LONGEST, purged, SWITCHES, type Tenant, wireOf } from "./gateway-kills/tenant.js";
import { createWriter, type Writer } from "./gateway-kills/writer.js";

const FULL = 200;
const KILLS = Number(process.env.CVG_SOAK_KILLS ?? FULL);
const SEED = Number(process.env.CVG_SOAK_SEED ?? Date.now() % 2 ** 31);
const WRITERS = 5;

/** Milliseconds. */
const LONGEST_WRITING = 500;
const LONGEST_START = 400;
const LONGEST_PURGE = 25;

const file = dataFile("killed.db");
const random = createRandom(SEED);
const writers = Array.from({ length: WRITERS }, (_, index) => createWriter(index, createRandom(SEED + index + 1)));
const counts = { kills: 0, killsAtStart: 0, killsAtPurge: 0, inDoubtDone: 0, inDoubtNotDone: 0, purges: 0, unitsRead: 0 };

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const Behaviour = z.record(z.string(), z.string());
const Clock = z.object({ now: z.string() });

/** What must never change: compared after every restart. */
let first: Connection;
let headers: Readonly<Record<string, string>>;

interface Open {
    readonly running: Running;
    readonly send: Send;
    readonly control: Send;
}

async function open(): Promise<Open> {
    const running = await start(file);
    const { endpoint, control } = running.connection;
    return { running, send: sender(endpoint, headers), control: sender(control, {}) };
}

async function die(running: Running): Promise<void> {
    await running.kill();
    expect(faultsIn(file)).toEqual([]);
}

async function reopen(): Promise<Open> {
    if (random.happens(0.15)) {
        await startAndKill(file, random.whole(0, LONGEST_START));
        counts.killsAtStart += 1;
        expect(faultsIn(file)).toEqual([]);
    }
    const opened = await open();
    const { reseller, clientId, clientSecret } = opened.running.connection;
    expect({ reseller, clientId, clientSecret }).toEqual({
        reseller: first.reseller,
        clientId: first.clientId,
        clientSecret: first.clientSecret,
    });
    const behaviour = await opened.control("GET", "/behaviour");
    expect(Behaviour.parse(JSON.parse(behaviour.text))).toMatchObject(SWITCHES);
    return opened;
}

/** The states in which a writer's units may be found. */
function possible({ tenant, inDoubt }: Writer, found: Tenant): readonly Tenant[] {
    if (inDoubt === undefined) return [tenant];
    const created = inDoubt.act === "create" ? [...found.keys()].find((token) => !tenant.has(token)) : "";
    return created === undefined ? [tenant] : [tenant, after(tenant, inDoubt, created)];
}

const isSame = (one: Tenant, other: Tenant): boolean => isDeepStrictEqual(listed(one), listed(other));

/** All that a writer must find, or the difference to what had been answered. */
function judge(writer: Writer, found: Tenant): void {
    const { inDoubt } = writer;
    const states = possible(writer, found);
    const index = states.findIndex((state) => isSame(state, found));
    if (index === -1) {
        console.error(`Under way was ${JSON.stringify(inDoubt)?.slice(0, 300)}; seed ${SEED}, kill ${counts.kills}.`);
        expect(listed(found)).toEqual(listed(writer.tenant));
        throw new Error("units of the model are not what is there");
    }
    if (inDoubt !== undefined) counts[index === 1 ? "inDoubtDone" : "inDoubtNotDone"] += 1;
    writer.found(found);
}

async function verify({ send }: Open, shared: string, accept: (name: string, filler: string) => boolean): Promise<void> {
    const customers = await observed(send, first.reseller);
    counts.unitsRead += customers.reduce((sum, [, tenant]) => sum + tenant.size, 0);
    for (const writer of writers) {
        judge(writer, new Map(customers.filter(([name]) => name.startsWith(writer.prefix)).flatMap(([, tenant]) => [...tenant])));
    }
    const others = customers.filter(([name]) => !writers.some(({ prefix }) => name.startsWith(prefix)));
    expect(others.map(([, tenant]) => [...tenant.keys()])).toEqual([[shared]]);
    for (const [, tenant] of others)
        for (const { name, filler } of tenant.values()) expect([name, accept(name, filler)]).toEqual([name, true]);
}

/** Moves the clock so far that all inactive units go, and kills the gateway meanwhile: then all are gone, or none. */
async function purgeAndDie({ running, control }: Open): Promise<Open> {
    const now = async (asked: Send) => Date.parse(Clock.parse(JSON.parse((await asked("GET", "/clock")).text)).now);
    const before = await now(control);
    const moving = control("POST", "/clock", { advance: "91 days" }).catch(() => undefined);
    await wait(random.whole(0, LONGEST_PURGE));
    await die(running);
    const answered = (await moving)?.status === 200;
    counts.killsAtPurge += 1;
    const opened = await reopen();
    const isMoved = (await now(opened.control)) - before > 90 * 86_400_000;
    if (answered) expect(isMoved).toBe(true);
    if (isMoved) {
        counts.purges += 1;
        for (const writer of writers) writer.found(purged(writer.tenant));
    }
    return opened;
}

test(`${KILLS} kills: every answered write is there, and none is there in part (seed ${SEED})`, async () => {
    const started = performance.now();
    const begun = await start(file);
    first = begun.connection;
    headers = await authorize(first);
    let opened: Open = { running: begun, send: sender(first.endpoint, headers), control: sender(first.control, {}) };
    expect((await opened.control("POST", "/behaviour", SWITCHES)).status).toBe(200);
    const nobodys = { name: "shared-0", dialogs: LONGEST, filler: "", numbers: [] };
    const shared: string = JSON.parse((await opened.send("POST", `/customers/${first.reseller}`, wireOf("customer", nobodys))).text);
    const rivals = createRivals(nobodys);

    while (counts.kills < KILLS) {
        const { send, running } = opened;
        const writing = [
            ...writers.map((writer) => writer.write(send, first.reseller)),
            rivals.write(send, `/customers/${first.reseller}/${shared}`),
        ];
        await wait(random.whole(1, LONGEST_WRITING));
        await die(running);
        await Promise.all(writing);
        counts.kills += 1;
        opened = await reopen();
        await verify(opened, shared, rivals.accept);
        if (random.happens(0.1)) {
            opened = await purgeAndDie(opened);
            await verify(opened, shared, rivals.accept);
        }
        // An access token is good for five minutes.
        headers = await authorize(opened.running.connection);
        opened = { ...opened, send: sender(opened.running.connection.endpoint, headers) };
    }
    await die(opened.running);

    const total = (of: (writer: Writer) => number) => writers.reduce((sum, writer) => sum + of(writer), 0);
    const result = {
        ...counts,
        seed: SEED,
        seconds: (performance.now() - started) / 1000,
        writers: WRITERS,
        answered: total(({ answered }) => answered) + rivals.answered,
        refused: total(({ refused }) => refused),
        rivalWrites: rivals.answered,
    };
    console.log(result);
    // A run that finds nothing has to have had something to find.
    expect(result.answered).toBeGreaterThan(KILLS * 5);
    expect(result.inDoubtDone + result.inDoubtNotDone).toBeGreaterThan(KILLS);
    if (KILLS === FULL) writePage(result);
});
