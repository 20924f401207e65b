import { startSandbox } from "../../../provider/sandbox/index.js";
import { customer, unitsIn } from "./bodies.js";
import { cvg, dataFile } from "./command-line.js";
import { opened, openSandbox } from "./open-sandbox.js";

const KEYS = ["endpoint", "reseller", "tokenUrl", "clientId", "clientSecret", "control"];

async function started(...args: readonly string[]) {
    const command = cvg("sandbox", "--json", ...args);
    const connection = JSON.parse(await command.line(/^\{/));
    return { command, connection, ...(await opened(connection)) };
}

describe("cvg sandbox", () => {
    test("--json prints one line when it is ready, and nothing else; SIGTERM ends it well", async () => {
        const { command, connection, call } = await started();
        expect(Object.keys(connection)).toEqual(KEYS);
        expect(connection.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/master-api$/);
        expect((await call("GET", "/userdetails")).status).toBe(200);
        command.child.kill("SIGTERM");
        expect(await command.ended).toBe(0);
        expect(command.output.stdout.trimEnd().split("\n")).toHaveLength(1);
        expect(command.output.stderr).toBe("");
    });

    test("for people says how to point a stack at it, and logs each request; SIGINT ends it well", async () => {
        const command = cvg("sandbox");
        const endpoint = (await command.line(/config set cvg:endpoint/)).trim().split(" ").at(-1);
        await command.line(/config set --secret cvg:clientSecret \S+/);
        await fetch(`${endpoint}/userdetails`);
        command.child.kill("SIGINT");
        expect(await command.ended).toBe(0);
        expect(command.output.stderr).toMatch(/ 401 {2}GET +\/master-api\/userdetails /);
    });

    test.each([
        [["--port", "http"], /port/i],
        [["--seed", "huge"], /seed/i],
        [["--data", "/no/such/folder/cvg.db"], /^CVG601 .*data file/],
    ])("%j fails with what is wrong and no stack", async (args, says) => {
        const command = cvg("sandbox", ...args);
        expect(await command.ended).toBe(1);
        expect(command.output.stderr).toMatch(says);
        expect(command.output.stderr).not.toMatch(/\n\s+at /);
    });

    test("says when its port is in use", async () => {
        const { sandbox } = await openSandbox();
        const { port } = new URL(sandbox.endpoint);
        const command = cvg("sandbox", "--port", port);
        expect(await command.ended).toBe(1);
        expect(command.output.stderr).toMatch(new RegExp(`^CVG601 .*127\\.0\\.0\\.1:${port}.*in use`));
    });
});

describe("a data file", () => {
    test("keeps what was answered when the process is killed", async () => {
        const file = dataFile("killed.db");
        const first = await started("--data", file);
        const units = await unitsIn(first);
        await first.control("POST", "/clock", { advance: "30 days" });
        await first.control("POST", "/behaviour", { tightening: "clamp" });
        await first.call("DELETE", `/project/{reseller}/${units.project}`);
        const tree = (await first.control("GET", "/tree")).json;
        const answered: string[] = [];
        // Killed in the middle of writes: those that were answered must be there, each whole.
        const writing = (async () => {
            for (let index = 0; ; index += 1) {
                const { json } = await first.call("POST", "/customers/{reseller}", customer({}, { customerName: `C${index}` }));
                answered.push(json);
                if (index === 20) first.command.child.kill("SIGKILL");
            }
        })();
        await expect(writing).rejects.toThrow();
        expect(await first.command.ended).toBe("SIGKILL");

        const second = await started("--data", file);
        const { reseller, clientId, clientSecret } = first.connection;
        expect(second.connection).toMatchObject({ reseller, clientId, clientSecret });
        const after = (await second.control("GET", "/tree")).json;
        expect(after.customers[0]).toEqual(tree.customers[0]);
        const tokens = after.customers.map((unit: { customerToken: string }) => unit.customerToken);
        expect(answered.length).toBeGreaterThan(20);
        expect(tokens).toEqual(expect.arrayContaining(answered));
        expect((await second.control("GET", "/behaviour")).json.tightening).toBe("clamp");
        const ahead = Date.parse((await second.control("GET", "/clock")).json.now) - Date.now();
        expect(Math.round(ahead / 86_400_000)).toBe(30);
        second.command.child.kill("SIGTERM");
        expect(await second.command.ended).toBe(0);
    });

    test("serves one gateway at a time", async () => {
        const file = dataFile("shared.db");
        await openSandbox({ data: file });
        await expect(startSandbox({ data: file })).rejects.toMatchObject({ code: "CVG601" });
    });

    test("that is none is refused", async () => {
        await expect(startSandbox({ data: __filename })).rejects.toMatchObject({ code: "CVG601", remedy: expect.any(String) });
    });
});

describe("seeds", () => {
    test("insurer plants tenants with numbers of fiction and settings that differ", async () => {
        const { call, control } = await openSandbox({ seed: "insurer" });
        const { customers } = (await call("GET", "/projecthierarchy/{reseller}")).json;
        expect(customers.map((unit: { customerName: string }) => unit.customerName)).toEqual([
            "Acme Versicherung",
            "Stadtwerke Musterstadt",
        ]);
        expect((await control("GET", "/history")).json).toEqual({ history: [] });
    });

    test("large plants as many projects as it says", async () => {
        const { call } = await openSandbox({ seed: "large:123" });
        const { customers } = (await call("GET", "/projecthierarchy/{reseller}")).json;
        const accounts = customers.flatMap((unit: { accounts: object[] }) => unit.accounts);
        const projects = accounts.flatMap((unit: { projects: object[] }) => unit.projects);
        expect([customers.length, accounts.length, projects.length]).toEqual([2, 13, 123]);
    });

    test("leave a data file with customers alone", async () => {
        const data = dataFile("seeded.db");
        const first = await openSandbox({ data });
        await unitsIn(first);
        await first.sandbox.close();
        const { call } = await openSandbox({ data, seed: "insurer" });
        expect((await call("GET", "/projecthierarchy/{reseller}")).json.customers).toHaveLength(1);
    });
});

test("closing twice is closing, and frees the port", async () => {
    const first = await startSandbox();
    await first.close();
    await first.close();
    const again = await startSandbox({ port: Number(new URL(first.endpoint).port) });
    await again[Symbol.asyncDispose]();
    await expect(fetch(`${again.endpoint}/userdetails`)).rejects.toThrow();
});
