/** How `npm run engine` fetches the official build: what it makes of hosts that are not there or slow, and of an installer that hangs. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { repository } from "../../harness/engine-environment.js";

const home = mkdtempSync(join(tmpdir(), "pulumi-cvg-installer-"));
const servers: Server[] = [];
afterAll(() => {
    for (const server of servers) server.close().closeAllConnections();
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
});

const INSTALLER = join(repository, "test/engine/build/installer.cjs");
const PATIENCE = { reach: 400, stall: 500, inAll: 1500 };
const UNHURRIED = { ...PATIENCE, stall: 2500, inAll: 3000 };
/** For what ends by itself. */
const AMPLE = { reach: 10_000, stall: 20_000, inAll: 30_000 };
const Answer = z.object({ pulumi: z.string().optional(), error: z.string().optional() });

/** In a process of its own, as `npm run engine` is one. @param script what the installer does; $1 is where it installs, TMPDIR where it puts what it fetches */
function install(name: string, url: string, script: string, patience = PATIENCE): Promise<z.infer<typeof Answer>> {
    const folder = join(home, name);
    const options = { url, patience, command: ["sh", ["-c", script, "installer", folder]] };
    const program = `require(${JSON.stringify(INSTALLER)}).install(${JSON.stringify(folder)}, () => undefined, ${JSON.stringify(options)})
        .then(({ pulumi }) => ({ pulumi }), (error) => ({ error: error.message })).then((answer) => console.log(JSON.stringify(answer)))`;
    return new Promise((resolve, reject) => {
        execFile(process.execPath, ["-e", program], (error, stdout) =>
            error === null ? resolve(Answer.parse(JSON.parse(stdout))) : reject(error),
        );
    });
}

async function host(answer: "never" | 200 | 404): Promise<string> {
    const server = createServer((_request, response) => void (answer === "never" || response.writeHead(answer).end()));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/install.sh`;
}

test.each([
    ["there is no such host", async () => "http://pulumi.invalid/install.sh", /^pulumi\.invalid cannot be reached \(E/],
    ["nobody listens there", async () => "http://127.0.0.1:9/install.sh", /^127\.0\.0\.1:9 cannot be reached \(ECONNREFUSED\)$/],
    ["it takes the connection and says nothing", () => host("never"), /cannot be reached \(no answer within 0\.4 s\)$/],
    ["something else answers", () => host(404), /cannot be reached \(it answers 404\)$/],
])("where %s, the installer is not run", async (what, url, message) => {
    const ran = join(home, what.replaceAll(" ", "-"));
    const { error } = await install("unreached", await url(), `touch '${ran}'`);
    expect(error).toMatch(message);
    expect(() => readFileSync(ran)).toThrow("ENOENT");
});

test.each([
    ["that brings nothing any more", "echo begun > $TMPDIR/part; sleep 60", "nothing came for 0.5 s"],
    // With patience between its steps: a busy machine may keep it from a tenth of a second for long.
    ["that brings little for ever", "while :; do echo more >> $TMPDIR/part; sleep 0.1; done", "it was not through after 3 s", UNHURRIED],
    ["that fails", "echo 'first line' >&2; echo 'error: no such version' >&2; exit 3", "it ended with 3: error: no such version", AMPLE],
    ["that leaves nothing usable", "exit 0", /^it left no pulumi with a Node language host in /, AMPLE],
])("an installer %s is an error, and none of its processes is left", async (what, script, message, patience = PATIENCE) => {
    const pid = join(home, `pid-${what.replaceAll(" ", "-")}`);
    const { error } = await install("failing", await host(200), `echo $$ > '${pid}'; ${script}`, patience);
    expect(error).toMatch(message);
    expect(() => process.kill(Number(readFileSync(pid, "utf8")), 0)).toThrow("ESRCH");
});

test("what it has installed is used", async () => {
    const script = `mkdir -p "$1/bin" && cd "$1/bin" && printf '#!/bin/sh\\necho v3.999.0\\n' > pulumi && cp pulumi pulumi-language-nodejs && chmod +x pulumi*`;
    expect(await install("good", await host(200), script, AMPLE)).toEqual({ pulumi: join(home, "good/bin/pulumi") });
});
