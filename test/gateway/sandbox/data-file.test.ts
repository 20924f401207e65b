/** The file of `--data`: whole when it is copied, and nobody else's to read. */
import { copyFileSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { startSandbox } from "../../../provider/sandbox/index.js";
import { customer, unitsIn } from "./bodies.js";
import { openSandbox } from "./open-sandbox.js";

const folder = mkdtempSync(join(tmpdir(), "cvg-data-file-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const named = (name: string) => join(folder, name);

test("a copy of it alone, taken while the gateway runs, has everything that was answered", async () => {
    const opened = await openSandbox({ data: named("running.db") });
    await unitsIn(opened, { customer: customer({}, { customerName: "Written just now" }) });
    copyFileSync(named("running.db"), named("copy.db"));
    const copy = await openSandbox({ data: named("copy.db") });
    expect(copy.sandbox.reseller).toBe(opened.sandbox.reseller);
    const { customers } = (await copy.control("GET", "/tree")).json;
    expect(customers).toMatchObject([{ customerName: "Written just now", accounts: [{ projects: [{}] }] }]);
});

test("a damaged one is refused instead of half believed", async () => {
    const first = await startSandbox({ data: named("torn.db"), seed: "large:200" });
    await first.close();
    const size = statSync(named("torn.db")).size;
    const file = openSync(named("torn.db"), "r+");
    writeSync(file, Buffer.alloc(size / 2, 0x5a), 0, size / 2, Math.floor(size / 4));
    await expect(startSandbox({ data: named("torn.db") })).rejects.toMatchObject({
        code: "CVG601",
        message: expect.stringMatching(/torn\.db/),
    });
});

/** Windows knows no such rights. */
const [OWNERS, EVERYBODYS] = process.platform === "win32" ? [0o666, 0o666] : [0o600, 0o644];

test("only its owner can read it, also one that was made otherwise, and nothing else is touched", async () => {
    writeFileSync(named("open.db"), "", { mode: 0o644 });
    writeFileSync(named("notes.txt"), "no data file", { mode: 0o644 });
    for (const name of ["new.db", "open.db"]) {
        const { call } = await openSandbox({ data: named(name) });
        await call("POST", "/customers/{reseller}", customer());
        expect([name, statSync(named(name)).mode & 0o777]).toEqual([name, OWNERS]);
    }
    await expect(startSandbox({ data: named("notes.txt") })).rejects.toMatchObject({ code: "CVG601" });
    expect(statSync(named("notes.txt")).mode & 0o777).toBe(EVERYBODYS);
    expect(readFileSync(named("notes.txt"), "utf8")).toBe("no data file");
});

test("one of an older version keeps its units, its clock and its secret", async () => {
    const first = await openSandbox({ data: named("old.db"), seed: "insurer" });
    await first.control("POST", "/clock", { advance: "30 days" });
    const tree = (await first.control("GET", "/tree")).json;
    await first.sandbox.close();
    const database = new DatabaseSync(named("old.db"));
    // As version 1 had it, as far as it differs.
    database.exec(
        "DROP TABLE recording; DROP TABLE call; CREATE TABLE call (id INTEGER PRIMARY KEY, entries TEXT, recording TEXT) STRICT; PRAGMA user_version = 1",
    );
    database.close();
    const again = await openSandbox({ data: named("old.db") });
    expect((await again.control("GET", "/tree")).json).toEqual(tree);
    expect(again.sandbox.clientSecret).toBe(first.sandbox.clientSecret);
    const project = tree.customers[0].accounts[0].projects[0].projectToken;
    const call = await again.control("POST", "/calls", { project, direction: "inbound", from: "", to: "+493023125001" });
    expect((await again.runtime("GET", `/dialog/{reseller}/${call.json.dialogId}`)).status).toBe(200);
});
