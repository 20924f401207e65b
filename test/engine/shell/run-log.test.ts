/** `cvg:log`: lines of JSON that tell what happened, in a file, without a text that anybody wrote. */
import { mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { tell } from "../../../provider/told.js";
import { engineOnGrpc } from "../../harness/engine-on-grpc.js";
import { sealed } from "../../harness/properties.js";
import { smallProject, urlBot } from "./programs.js";
import { configurationOf, configured, openShell, QUIET, to } from "./shell.js";

const Line = z.looseObject({
    level: z.enum(["debug", "trace"]),
    time: z.iso.datetime(),
    process: z.literal("provider"),
    run: z.string(),
    event: z.string(),
    operation: z.string().optional(),
    call: z.string().optional(),
});

const fileOf = (): string => join(mkdtempSync(join(tmpdir(), "pulumi-cvg-log-")), "run.log");
const linesOf = (file: string) =>
    readFileSync(file, "utf8")
        .trim()
        .split("\n")
        .map((line) => Line.parse(JSON.parse(line)));

const NAME = "MARKER-name of a person";
const NUMBER = "+4989777001";
const MARKERS = [urlBot.token, NAME, NUMBER, "MARKER-other"];

/** A tenant with a name, a number and a bot's secret, made, refreshed and destroyed; the answers to two requests are lost. */
async function aDayWith(log: string) {
    await using shell = await openShell();
    const file = fileOf();
    const config = { ...configurationOf(shell.sandbox), "cvg:log": log, "cvg:logFile": file };
    const fault = (method: string, route: string) => ({ match: { method, route }, kind: "drop-after" });
    await shell.console.control("POST", "/faults", [fault("GET", "/userdetails"), fault("POST", "/projects/{reseller}/{account}")]);
    await using provider = await configured(config);
    const engine = engineOnGrpc(provider);
    const { problem } = await engine.up([
        { type: "cvg:Customer", name: "acme", inputs: { name: NAME, ...tell({ by: "acme", secret: ["name"] }) } },
        { type: "cvg:Account", name: "claims", inputs: (declared) => ({ name: "MARKER-other", customer: declared("acme").id }) },
        {
            type: "cvg:Project",
            name: "hotline",
            inputs: (declared) =>
                smallProject(declared("claims").id, { bot: { ...urlBot, token: sealed(urlBot.token) }, platformNumbers: [NUMBER] }),
        },
    ]);
    expect(problem).toBeUndefined();
    await engine.refresh();
    await provider.check("urn", {}, to("project", smallProject("nowhere", { bot: urlBot })));
    await provider.finish();
    return { file, text: readFileSync(file, "utf8"), lines: linesOf(file), provider, secret: shell.sandbox.clientSecret };
}

test("at debug it tells operations, calls and repeats, each found by its id", async () => {
    const { file, lines, provider } = await aDayWith("debug");
    expect(new Set(lines.map(({ event }) => event))).toEqual(new Set(["operation", "call", "repeat"]));
    const create = lines.find(({ event, name, type }) => event === "operation" && name === "create" && type === "cvg:Customer");
    expect(create).toMatchObject({ result: "ok", ms: expect.any(Number) });
    const calls = lines.filter(({ event, operation }) => event === "call" && operation === create?.operation);
    expect(calls.map(({ request }) => request)).toContain("POST /customers/{reseller}");
    const repeat = lines.find(({ event }) => event === "repeat");
    expect(repeat).toMatchObject({ request: "GET /userdetails", failure: "lost", waitMs: expect.any(Number) });
    expect(lines.find(({ event, call }) => event === "call" && call === repeat?.call)).toMatchObject({ requests: 2, result: "ok" });
    expect(lines.find(({ request, result }) => request === "POST /projects/{reseller}/{account}" && result !== "ok")).toMatchObject({
        result: "CVG505",
    });
    const refused = lines.find(({ event, name, result }) => event === "operation" && name === "check" && result !== "ok");
    expect(refused?.result).toMatch(/^CVG\d{3}/);
    expect(provider.messages.at(-1)?.text).toContain(`1 repeat among them`);
    expect(provider.messages.at(-1)?.text).toContain(`; log: ${file}`);
    expect(provider.printed()).toMatch(QUIET);
    expect(statSync(file).mode & 0o077).toBe(0);
});

test("at trace it tells each request with the shapes of its bodies, too, and no text of them", async () => {
    const { text, lines, secret } = await aDayWith("trace");
    const create = lines.find(({ event, request }) => event === "request" && request === "POST /projects/{reseller}/{account}");
    expect(create).toMatchObject({
        failure: "lost",
        sent: { projectName: expect.stringMatching(/^text\(\d+\)$/), platformNumbers: ["text(11)"] },
    });
    const read = lines.find(({ event, request }) => event === "request" && request === "GET /project/{reseller}/{project}");
    expect(read).toMatchObject({
        status: 200,
        gatewayRequest: expect.any(String),
        answer: { botConfiguration: { token: expect.stringMatching(/^text/) } },
    });
    for (const marker of [...MARKERS, secret, "Bearer", "MARKER"]) expect(text).not.toContain(marker);
    expect(lines.filter(({ request, sent }) => request === "POST token" && sent !== undefined)).toEqual([]);
});

test("a log that cannot be written is told, and keeps nobody from working", async () => {
    await using shell = await openShell();
    await using provider = await configured({
        ...configurationOf(shell.sandbox),
        "cvg:log": "debug",
        "cvg:logFile": "/nowhere/at/all.log",
    });
    const { problem } = await engineOnGrpc(provider).up([{ type: "cvg:Customer", name: "acme", inputs: { name: "Acme" } }]);
    await provider.finish();
    expect(problem).toBeUndefined();
    expect(provider.messages[0]).toMatchObject({ severity: "warning", text: expect.stringMatching(/^CVG402 .*all\.log \(ENOENT\)/) });
});
