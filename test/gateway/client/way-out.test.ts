/** Through a proxy, with certificates that a company signs itself, and with one of our own: over real connections. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect as connectTo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "../../../provider/gateway/index.js";
import { acme, failure, type Loopback, loopback, quickClock } from "./loopback.js";

const folder = mkdtempSync(join(tmpdir(), "pulumi-cvg-tls-"));
const [certificate, key] = [join(folder, "cert.pem"), join(folder, "key.pem")];
let server: Loopback;
const asked: string[] = [];
const closing: (() => void)[] = [];
const before = { ...process.env };

beforeAll(async () => {
    const made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
    execFileSync("openssl", [...made, "-subj", "/CN=cvg.invalid", "-keyout", key, "-out", certificate], { stdio: "ignore" });
    server = await loopback(() => ({ body: JSON.stringify(acme) }));
});
afterEach(() => {
    for (const close of closing.splice(0)) close();
    asked.length = 0;
    for (const name of ["HTTPS_PROXY", "NO_PROXY"]) {
        const value = before[name];
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
    }
});
afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
});

async function listening(started: ReturnType<typeof createServer>): Promise<number> {
    await new Promise<void>((done) => started.listen(0, "127.0.0.1", done));
    closing.push(() => {
        started.closeAllConnections();
        started.close();
    });
    return (started.address() as AddressInfo).port;
}
/** A proxy that leads everywhere to one port, or answers something else. */
async function proxy(to: number | string): Promise<number> {
    const started = createServer();
    started.on("connect", (request, socket) => {
        asked.push(`${request.url} ${request.headers["proxy-authorization"] ?? "nobody"}`);
        if (typeof to === "string") return void socket.end(`HTTP/1.1 ${to}\r\n\r\n`);
        const on = connectTo(to, "127.0.0.1", () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
        on.on("error", () => socket.destroy());
        socket.on("error", () => on.destroy());
        closing.push(() => on.destroy());
        on.pipe(socket).pipe(on);
    });
    return listening(started);
}
const gatewayAt = (endpoint: string, more = {}) =>
    connect(server.configuration({ endpoint, access: { kind: "token", accessToken: "t" }, ...more }), { clock: quickClock() });
const refusalAt = async (endpoint: string, more = {}) => {
    const gateway = gatewayAt(endpoint, more);
    try {
        return (await failure(gateway.read("customer", "c1"))).message;
    } finally {
        await gateway.close();
    }
};

test("a gateway elsewhere is asked through the proxy, with its password, and a proxy that refuses is told without it", async () => {
    process.env.HTTPS_PROXY = `http://user:MARKER@127.0.0.1:${await proxy("407 Proxy Authentication Required")}`;
    const message = await refusalAt("https://cvg.invalid/master-api");
    expect(message).toMatch(/^CVG503 customer c1: .* the proxy answered 407, through the proxy 127\.0\.0\.1:\d+ of HTTPS_PROXY/);
    expect(message).not.toContain("MARKER");
    expect(asked).toEqual([`cvg.invalid:443 Basic ${Buffer.from("user:MARKER").toString("base64")}`]);
});

test("a proxy that cannot reach the gateway is asked again", async () => {
    process.env.HTTPS_PROXY = `http://127.0.0.1:${await proxy("502 Bad Gateway")}`;
    expect(await refusalAt("https://cvg.invalid/master-api")).toContain("(sent 5 times)");
    expect(asked).toHaveLength(5);
});

test("a gateway on this machine is never asked through a proxy", async () => {
    process.env.HTTPS_PROXY = "http://127.0.0.1:9";
    const gateway = gatewayAt(`${server.url}/master-api`);
    expect(await gateway.read("customer", "c1")).toBeDefined();
    await gateway.close();
});

test("what is no proxy is told, and nothing is sent", async () => {
    process.env.HTTPS_PROXY = "socks5://user:MARKER@127.0.0.1:9";
    expect(await refusalAt("https://cvg.invalid/master-api")).toMatch(/^CVG503 .* HTTPS_PROXY is not the URL of a proxy\n/);
});

test("a certificate that nobody trusts names NODE_EXTRA_CA_CERTS, and says whether a proxy was used", async () => {
    const tls = createTlsServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (_request, response) => response.end());
    const port = await listening(tls);
    const straight = await refusalAt(`https://127.0.0.1:${port}/master-api`);
    expect(straight).toMatch(/^CVG503 .* its certificate is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)\n {2}.*NODE_EXTRA_CA_CERTS=/);
    process.env.HTTPS_PROXY = `http://127.0.0.1:${await proxy(port)}`;
    const proxied = await refusalAt("https://cvg.invalid/master-api");
    expect(proxied).toMatch(/is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\), through the proxy 127\.0\.0\.1:\d+ of HTTPS_PROXY\n/);
});

test("files of a certificate that cannot be read are told, and nothing is sent", async () => {
    const files = { clientCertificate: join(folder, "none.pem"), clientKey: key };
    const message = await refusalAt(`${server.url}/master-api`, files);
    expect(message).toContain("the files of cvg:clientCertificate and cvg:clientKey cannot be read");
});
