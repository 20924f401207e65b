/** What stands between a provider and its gateway in a company: a proxy that is the only way out, and a gateway that wants to see our certificate. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request as ask, createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TLSSocket } from "node:tls";

export interface CompanyNetwork extends AsyncDisposable {
    /** Its name is known to the proxy alone. */
    readonly host: string;
    readonly proxy: string;
    /** PEM files: whom to trust, and by what the gateway knows us. */
    readonly trusted: string;
    readonly clientCertificate: string;
    readonly clientKey: string;
    /** Hosts that the proxy was asked for. */
    readonly asked: readonly string[];
    /** Common names of the certificates that requests came with. */
    readonly known: readonly string[];
}

const HOST = "gateway.company.invalid";

/** @param to the port on this machine that answers behind it all */
export async function companyNetwork(to: number): Promise<CompanyNetwork> {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-cvg-company-"));
    const made = (name: string, subject: string, ...more: readonly string[]) => {
        const [certificate, key] = [join(folder, `${name}.pem`), join(folder, `${name}-key.pem`)];
        const how = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
        execFileSync("openssl", [...how, "-subj", `/CN=${subject}`, "-keyout", key, "-out", certificate, ...more], { stdio: "ignore" });
        return { certificate, key };
    };
    const server = made("gateway", HOST, "-addext", `subjectAltName=DNS:${HOST}`);
    const client = made("client", "platform-team");
    const [asked, known]: [string[], string[]] = [[], []];

    const gateway = createTlsServer(
        {
            cert: readFileSync(server.certificate),
            key: readFileSync(server.key),
            requestCert: true,
            rejectUnauthorized: true,
            ca: readFileSync(client.certificate),
        },
        (incoming, response) => {
            if (incoming.socket instanceof TLSSocket) known.push(String(incoming.socket.getPeerCertificate().subject.CN));
            const { method, url: path, headers } = incoming;
            const onward = ask(
                { host: "127.0.0.1", port: to, method, path, headers: { ...headers, host: `127.0.0.1:${to}` } },
                (answer) => {
                    response.writeHead(answer.statusCode ?? 502, answer.headers);
                    answer.pipe(response);
                },
            );
            onward.on("error", () => response.destroy());
            incoming.pipe(onward);
        },
    );
    const port = await listening(gateway);

    const sockets = new Set<Socket>();
    const proxy = createServer((_request, response) => response.writeHead(403).end());
    proxy.on("connect", ({ url = "" }, socket) => {
        asked.push(url);
        const on = connect(port, "127.0.0.1", () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
        sockets.add(on);
        on.on("error", () => socket.destroy());
        socket.on("error", () => on.destroy());
        on.pipe(socket).pipe(on);
    });
    const proxyPort = await listening(proxy);

    return {
        host: HOST,
        proxy: `http://127.0.0.1:${proxyPort}`,
        trusted: server.certificate,
        clientCertificate: client.certificate,
        clientKey: client.key,
        asked,
        known,
        [Symbol.asyncDispose]: async () => {
            for (const socket of sockets) socket.destroy();
            for (const each of [proxy, gateway]) {
                each.closeAllConnections();
                each.close();
            }
            rmSync(folder, { recursive: true });
        },
    };
}

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address: AddressInfo | string | null = server.address();
    if (address === null || typeof address === "string") throw new Error("it has no port");
    return address.port;
}
