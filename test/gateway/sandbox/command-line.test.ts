import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CATALOGUE } from "../../../provider/errors/index.js";
import { nodeProblem } from "../../../provider/package/node-version.js";
import { startSandbox } from "../../../provider/sandbox/index.js";
import { customer, unitsIn } from "./bodies.js";
import { cvg, dataFile } from "./command-line.js";
import { opened, openSandbox } from "./open-sandbox.js";

const KEYS = ["endpoint", "runtime", "reseller", "tokenUrl", "clientId", "clientSecret", "control", "overview"];

async function started(...args: readonly string[]) {
    const command = cvg("sandbox", "--json", ...args);
    const connection = JSON.parse(await command.line(/^\{/));
    return { command, connection, ...(await opened(connection)) };
}

const ended = async (...args: readonly string[]) => {
    const command = cvg(...args);
    return { code: await command.ended, ...command.output };
};

describe("cvg", () => {
    test("alone lists its commands, and that is no error", async () => {
        const { code, stdout, stderr } = await ended();
        expect([code, stderr]).toEqual([0, ""]);
        expect(stdout).toMatch(/^Usage: cvg /);
        expect(stdout).toMatch(/^ {2}sandbox /m);
        expect(stdout).toMatch(/^ {2}explain /m);
    });

    test("--version prints the version of the package", async () => {
        const { version } = JSON.parse(readFileSync(join(__dirname, "../../../package.json"), "utf8"));
        expect(await ended("--version")).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
    });

    test.each(["CVG101", "cvg101", "101"])("explain %s says cause and remedy, in lines that a terminal holds", async (text) => {
        const { code, stdout, stderr } = await ended("explain", text);
        expect([code, stderr]).toEqual([0, ""]);
        const { title, cause, remedy } = CATALOGUE.CVG101;
        const words = stdout.replace(/\s+/g, " ");
        for (const part of [`CVG101 (error): ${title}`, cause, remedy]) expect(words).toContain(part);
        const [prose = ""] = stdout.split("Example");
        expect(Math.max(...prose.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    });

    test("explain of a code that does not exist names those that do", async () => {
        const { code, stdout, stderr } = await ended("explain", "CVG404");
        expect([code, stdout]).toEqual([1, ""]);
        expect(stderr).toMatch(/^CVG602 There is no message "CVG404"\.\n {2}There are CVG401, CVG402, CVG411/);
    });

    test("a Node that is too old is told so, and nothing else is loaded", () => {
        expect(nodeProblem("20.20.2")).toMatch(
            /^CVG413 pulumi-cvg needs Node 22\.19 or later; this is 20\.20\.2 \(\/\S+\)\.\n {2}Install a newer/,
        );
        expect(nodeProblem("22.18.0")).toMatch(/^CVG413 /);
        expect(nodeProblem("24.0.0", false)).toContain("which lacks JSON.rawJSON");
        for (const version of ["22.19.0", "22.23.3", "24.21.0", "26.9.0"]) expect(nodeProblem(version)).toBeUndefined();
    });
});

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

    test("for people says how to point a stack at it, logs each request in columns, and says at SIGINT what is kept", async () => {
        const command = cvg("sandbox");
        const line = async (fits: RegExp) => (await command.line(fits)).trim();
        const endpoint = (await line(/config set cvg:endpoint/)).split(" ").at(-1) ?? "";
        const reseller = (await line(/config set cvg:reseller/)).split(" ").at(-1) ?? "";
        expect(await line(/cvg:tokenUrl/)).toBe(`pulumi config set --plaintext cvg:tokenUrl ${new URL("/oauth/token", endpoint)}`);
        expect(await line(/cvg:clientId/)).toBe("pulumi config set cvg:clientId sandbox");
        expect(await line(/cvg:clientSecret/)).toMatch(/^pulumi config set --secret cvg:clientSecret \S+$/);
        expect(await line(/^The gateway is ready/)).toBe(`The gateway is ready at ${endpoint}. Nothing is kept when it ends.`);
        await fetch(`${endpoint}/userdetails`);
        await fetch(`${endpoint}/reseller/${reseller}`, { method: "DELETE" });
        command.child.kill("SIGINT");
        expect(await command.ended).toBe(0);
        expect(command.output.stdout).toMatch(/\nEnded. Nothing was kept.\n$/);
        const lines = command.output.stderr.trimEnd().split("\n");
        expect(lines.map((text) => text.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}(\d+) {2}[ \d]{5} ms/, "$1"))).toEqual([
            "401  GET     /userdetails",
            "401  DELETE  /reseller/{reseller}",
        ]);
    });

    test("says that it plants many units, which takes a while, and a signal ends it meanwhile", async () => {
        const command = cvg("sandbox", "--seed", "large:100000");
        expect(await command.line(/^Planting/)).toBe("Planting 100000 projects ...");
        command.child.kill("SIGINT");
        expect(await command.ended).toBe("SIGINT");
        expect(command.output.stdout).not.toContain("ready");
    });

    test("--quiet logs no request", async () => {
        const command = cvg("sandbox", "--quiet");
        const endpoint = (await command.line(/config set cvg:endpoint/)).split(" ").at(-1);
        await fetch(`${endpoint}/userdetails`);
        command.child.kill("SIGTERM");
        expect(await command.ended).toBe(0);
        expect(command.output.stderr).toBe("");
    });

    test("a request that a fault cuts off is logged as cut, and one that it delays holds no end up", async () => {
        const command = cvg("sandbox");
        const endpoint = (await command.line(/config set cvg:endpoint/)).split(" ").at(-1) ?? "";
        const faults = [{ kind: "drop-before" }, { kind: "delay", delayMs: 60_000 }];
        await fetch(new URL("/control/faults", endpoint), {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify(faults),
        });
        await expect(fetch(`${endpoint}/userdetails`)).rejects.toThrow();
        const delayed = fetch(`${endpoint}/userdetails`).catch(() => "cut");
        for (let pending = 1; pending > 0; ) {
            const answer = await fetch(new URL("/control/faults", endpoint));
            pending = Object(await answer.json()).faults.length;
        }
        command.child.kill("SIGTERM");
        expect(await command.ended).toBe(0);
        expect(await delayed).toBe("cut");
        expect(command.output.stderr).toMatch(/^\S+ \S+ {2}cut {2}[ \d]{5} ms {2}GET {5}\/userdetails\n$/);
    });

    test.each([
        [["--port", "http"], 'CVG602 --port "http" is no TCP port.', "1 to 65535"],
        [["--port", "65536"], 'CVG602 --port "65536" is no TCP port.', "1 to 65535"],
        [["--port"], "CVG602 Option '--port <number>' argument missing.", "--help"],
        [["--prot", "7080"], "CVG602 Unknown option '--prot'.", "Did you mean --port?"],
        [["now"], "CVG602 Too many arguments for 'sandbox'.", "--help"],
        [["--seed", "huge"], 'CVG602 There is no seed "huge".', '"empty", "insurer", or "large:N"'],
        [["--seed", "large:100001"], 'CVG602 There is no seed "large:100001".', "from 1 to 100000"],
        [["--data", ""], "CVG602 --data names no file.", "Name one"],
        [["--bot-host", "http://bot.example/"], 'CVG602 --bot-host "http://bot.example/" is no host.', "Name one"],
        [["--bot-host", "bot.example", "--bot-host", "a b"], 'CVG602 --bot-host "a b" is no host.', "Name one"],
        [
            ["--data", "/no/such/folder/cvg.db"],
            'CVG601 The embedded gateway cannot use the data file "/no/such/folder/cvg.db"',
            "folder exists",
        ],
    ])("%j fails with a code, what is wrong and what to do, and no stack", async (args, what, remedy) => {
        const command = cvg("sandbox", ...args);
        expect(await command.ended).toBe(1);
        const [first, second, ...more] = command.output.stderr.trimEnd().split("\n");
        expect(first).toMatch(new RegExp(`^${what.replace(/[.?]/g, "\\$&")}`));
        expect(second).toContain(`${remedy}`);
        expect(more).toEqual([]);
        expect(command.output.stdout).toBe("");
    });

    test("a command that does not exist is refused, and help is no error", async () => {
        const wrong = cvg("sanbox");
        expect(await wrong.ended).toBe(1);
        expect(wrong.output.stderr).toMatch(/^CVG602 Unknown command 'sanbox'.\n {2}Did you mean sandbox\?/);
        const help = cvg("sandbox", "--help");
        expect(await help.ended).toBe(0);
        expect(help.output.stdout).toContain("--seed <seed>");
        expect(help.output.stderr).toBe("");
    });

    test.each([
        ["help", "sanbox"],
        ["sanbox", "--help"],
    ])("help of a command that does not exist says so: %s %s", async (...args) => {
        expect(await ended(...args)).toEqual({
            code: 1,
            stdout: "",
            stderr: expect.stringMatching(/^CVG602 Unknown command 'sanbox'\.\n {2}Did you mean sandbox\?/),
        });
    });

    test.each(["sandbox", "help"])("help of what there is is no error: %s", async (name) => {
        expect(await ended("help", name)).toEqual({ code: 0, stdout: expect.stringMatching(/^Usage: cvg /), stderr: "" });
    });

    test("port 0 is one that is free, and printed", async () => {
        const { command, connection } = await started("--port", "0");
        expect(Number(new URL(connection.endpoint).port)).toBeGreaterThan(0);
        command.child.kill("SIGTERM");
        expect(await command.ended).toBe(0);
        expect((await ended("sandbox", "--help")).stdout.replace(/\s+/g, " ")).toContain("0: one that is free, which is printed");
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

    test("with customers keeps them, and whoever asks for a seed is told so", async () => {
        const data = dataFile("told.db");
        const seeded = async () => {
            const command = cvg("sandbox", "--data", data, "--seed", "insurer");
            await command.line(/config set cvg:endpoint/);
            command.child.kill("SIGTERM");
            expect(await command.ended).toBe(0);
            return command.output.stdout;
        };
        expect(await seeded()).not.toContain("not planted");
        const again = await seeded();
        expect(again).toContain(`The seed "insurer" was not planted: ${data} has customers already.`);
        expect(again).toContain(`Ended. Everything is in ${data}.`);
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
