/** Files and folders that the command line names, and that cannot be used: told before anything is read, and what to do. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { cvgWith, dataFile } from "../sandbox/command-line.js";
import { openTenancy } from "./tenancy.js";

async function typed(...args: readonly string[]): Promise<{ readonly code: unknown; readonly stdout: string; readonly stderr: string }> {
    const { ended, output } = cvgWith({}, ...args);
    return { code: await ended, ...output };
}

const STACK = ["--stack", "prod"];
const rulesOf = (floor: string): string => `rules:\n  none:\n    says: Nobody records.\n    level: mandatory\n    floor: ${floor}\n`;
const set = (name: string): string => {
    const record = { at: "2026-11-27", endpoint: "", processor: "", controllers: [], notes: [] };
    writeFileSync(dataFile(name), name.endsWith("yaml") ? rulesOf("{ recordings: false }") : JSON.stringify(record));
    return dataFile(name);
};
/** Each option with what has to stand before it. */
const READ: readonly (readonly string[])[] = [
    ["review", "--approvals"],
    ["drift", "--approvals"],
    ["audit", "--rules"],
    ["audit", "--rules", "rules.yaml", "--approvals"],
    ["audit", "--rules", "rules.yaml", "--preview"],
    ["what-if", "--file"],
    ["processing-record", "--since"],
    ["processing-record", "--since", "record.json", "--until"],
];
const WRITTEN: readonly (readonly string[])[] = [
    ["tenants", "--output"],
    ["who-has", "+4989", "--output"],
    ["purge-calendar", "--output"],
    ["purge-calendar", "--ics"],
    ["processing-record", "--output"],
    ["what-if", "--set", "reseller.recordings=false", "--output"],
    ["probe", "--customer", "Test", "--output"],
    ["export", "--output"],
    ["export", "--secrets"],
];
const WITH_FORM: readonly (readonly string[])[] = [
    ["review", "--output"],
    ["drift", "--output"],
    ["audit", "--rules", "rules.yaml", "--output"],
];
const FOLDER: readonly (readonly string[])[] = [
    ["tenants", ...STACK, "--cwd"],
    ["who-has", "+4989", ...STACK, "--cwd"],
    ["purge-calendar", ...STACK, "--cwd"],
    ["processing-record", ...STACK, "--cwd"],
    ["what-if", "--set", "reseller.recordings=false", ...STACK, "--cwd"],
    ["audit", "--rules", "rules.yaml", ...STACK, "--cwd"],
    ["probe", "--customer", "Test", ...STACK, "--cwd"],
    ["ui", ...STACK, "--cwd"],
    ["export", ...STACK, "--cwd"],
];
const there = (args: readonly string[]): readonly string[] => args.map((arg) => (/\.(?:yaml|json)$/.test(arg) ? set(arg) : arg));
const told = (args: readonly string[], path: string, what: string) => ({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(new RegExp(`^CVG607 ${args.at(-1)} "${path}"${what}\\n  \\S.*\\n$`)),
});

test("no option that names a file or a folder is missing here", async () => {
    const [help, ...pages] = await Promise.all(
        [
            "",
            ...[
                "tenants",
                "who-has",
                "purge-calendar",
                "processing-record",
                "what-if",
                "audit",
                "probe",
                "ui",
                "export",
                "review",
                "drift",
            ],
        ].map(async (command) => [command, (await typed(...(command === "" ? ["--help"] : [command, "--help"]))).stdout] as const),
    );
    const commands = [...(help?.[1] ?? "").matchAll(/^ {2}([a-z-]+) /gm)].map(([, name]) => name);
    expect(commands).toEqual(expect.arrayContaining(pages.map(([command]) => command)));
    const options = pages.flatMap(([command, text]) =>
        [...text.matchAll(/^ {2}(?:-\w, )?(--[a-z]+) <(?:file|folder|format\[=file\])>/gm)].map(([, option]) => `${command} ${option}`),
    );
    const rows = [...READ, ...WRITTEN, ...WITH_FORM, ...FOLDER].map((args) => `${args[0]} ${args.at(-1)}`);
    expect([...new Set(options)].sort()).toEqual([...new Set(rows)].sort());
});

test.each(READ.map((args) => [args.join(" "), args] as const))("cvg %s: a file that is not there", async (_line, args) => {
    expect(await typed(...there(args), "nowhere.txt")).toEqual(told(args, "nowhere.txt", ": there is no such file\\."));
});

test.each([...WRITTEN, ...WITH_FORM].map((args) => [args.join(" "), args] as const))(
    "cvg %s: a folder that is not there, before the gateway is asked",
    async (_line, args) => {
        const form = WITH_FORM.includes(args) ? "json=" : "";
        expect(await typed(...there(args), `${form}no/where.txt`)).toEqual(told(args, "no/where.txt", ': there is no folder "no"\\.'));
    },
);

test.each(FOLDER.map((args) => [args.join(" "), args] as const))("cvg %s: a folder that is not there", async (_line, args) => {
    expect(await typed(...there(args), "nowhere")).toEqual(told(args, "nowhere", ": there is no such folder\\."));
});

test("a folder where a file is meant, and a file where a folder is", async () => {
    const folder = `"${__dirname}" is a folder.\n  Name a file.\n`;
    expect((await typed("review", "nowhere.json")).stderr).toBe(
        'CVG607 "nowhere.json": there is no such file.\n  Name a file that is there.\n',
    );
    expect((await typed("review", __dirname)).stderr).toBe(`CVG607 ${folder}`);
    expect((await typed("audit", "--rules", __dirname)).stderr).toBe(`CVG607 --rules ${folder}`);
    expect((await typed("tenants", "--output", __dirname)).stderr).toBe(`CVG607 --output ${folder}`);
    expect((await typed("tenants", "--output", `${__filename}/x`)).stderr).toContain(`: there is no folder "${__filename}".`);
    expect((await typed("tenants", "--stack", "prod", "--cwd", __filename)).stderr).toContain(": there is no such folder.");
});

test("a workbook and a calendar want what they are written into before anything is read", async () => {
    expect((await typed("tenants", "--format", "xlsx")).stderr).toContain("CVG602 --format xlsx writes a file, and none is named.");
});

test("a disk that is full: what was written is not to be used", async () => {
    const tenancy = await openTenancy({ seed: "insurer" });
    try {
        const run = async (...args: readonly string[]) => {
            const { ended, output } = cvgWith(tenancy.env, ...args);
            return { code: await ended, stderr: output.stderr };
        };
        const full = { code: 1, stderr: expect.stringMatching(/^CVG607 --\w+ "\/dev\/full" is not complete: there is no room left/m) };
        expect(await run("tenants", "--output", "/dev/full")).toEqual(full);
        expect(await run("tenants", "--format", "xlsx", "--output", "/dev/full")).toEqual(full);
        expect(await run("export", "--output", dataFile("index.ts"), "--secrets", "/dev/full")).toEqual(full);
        expect(await run("purge-calendar", "--ics", "/dev/full")).toEqual(full);
    } finally {
        await tenancy.close();
    }
});

test("the script of secrets is its owner's alone, also where others could read what was there before", async () => {
    const tenancy = await openTenancy({ seed: "insurer" });
    try {
        const file = dataFile("secrets.sh");
        writeFileSync(file, "old", { mode: 0o644 });
        mkdirSync(dataFile("out"));
        const program = dataFile("out/index.ts");
        const { ended } = cvgWith(tenancy.env, "export", "--output", program, "--secrets", file);
        expect(await ended).toBe(0);
        expect([statSync(file).mode & 0o777, existsSync(program)]).toEqual([0o600, true]);
        expect(readFileSync(file, "utf8")).toContain("pulumi config set --secret");
    } finally {
        await tenancy.close();
    }
});

describe("whoever reads may have seen enough", () => {
    const unread = async (...args: readonly string[]) => {
        const tenancy = await openTenancy({ seed: "insurer" });
        try {
            const { child, ended, output } = cvgWith(tenancy.env, ...args);
            child.stdout?.destroy();
            return { code: await ended, stderr: output.stderr };
        } finally {
            await tenancy.close();
        }
    };

    test("the verdict is as ever, and the other outputs are", async () => {
        const [file, floor] = [dataFile("strict.yaml"), "{ recordings: false }"];
        writeFileSync(file, rulesOf(floor));
        const outputs = ["--output", "terminal", "--output", `json=${dataFile("unread.json")}`];
        expect(await unread("audit", "--rules", file, ...outputs)).toEqual({ code: 2, stderr: "" });
        expect(JSON.parse(readFileSync(dataFile("unread.json"), "utf8"))).toMatchObject({ passed: false });
    });

    test("of what is said besides, too: the answer is as ever", async () => {
        const tenancy = await openTenancy({ seed: "insurer" });
        try {
            const { child, ended } = cvgWith(tenancy.env, "who-has", "+4989200999");
            child.stderr?.destroy();
            expect(await ended).toBe(3);
        } finally {
            await tenancy.close();
        }
    });

    test("a gateway whose requests nobody reads goes on", async () => {
        const served = cvgWith({}, "sandbox");
        const endpoint = (await served.line(/config set cvg:endpoint/)).split(" ").at(-1);
        served.child.stderr?.destroy();
        for (let index = 0; index < 3; index += 1) expect((await fetch(`${endpoint}/userdetails`)).status).toBe(401);
        served.child.kill("SIGTERM");
        expect(await served.ended).toBe(0);
    });

    test("what else is written is written", async () => {
        const file = dataFile("unread.sh");
        expect(await unread("export", "--secrets", file)).toEqual({ code: 0, stderr: expect.stringContaining("units written") });
        expect(readFileSync(file, "utf8")).toContain("pulumi config set --secret");
    });
});
