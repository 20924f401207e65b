/** The ledger and TLS: what the URL's `sslmode` asks for is what happens, and where it cannot be had the reason is said at once. */
import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPostgresLedger } from "../../../provider/gateway/transport/budget/postgres-ledger.js";
import { type Postgres, startPostgres } from "../../harness/postgres.js";

const folder = mkdtempSync(join(tmpdir(), "pulumi-cvg-tls-"));
const [certificate, key] = [join(folder, "server.pem"), join(folder, "key.pem")];
let postgres: Postgres;

beforeAll(async () => {
    const how = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
    const what = ["-subj", "/CN=database", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate];
    execFileSync("openssl", [...how, ...what], { stdio: "ignore" });
    chmodSync(folder, 0o755);
    chmodSync(key, 0o600);
    // PostgreSQL wants the key for itself alone, and root runs it as somebody else.
    if (process.getuid?.() === 0) chownSync(key, Number(execFileSync("id", ["-u", "nobody"], { encoding: "utf8" })), 0);
    postgres = await startPostgres();
});
afterAll(async () => {
    await postgres.close();
    rmSync(folder, { recursive: true, force: true });
});

const tls = async (isOn: boolean) => {
    if (isOn) {
        await postgres.sql(`ALTER SYSTEM SET ssl_cert_file = '${certificate}'`);
        await postgres.sql(`ALTER SYSTEM SET ssl_key_file = '${key}'`);
    }
    await postgres.sql(`ALTER SYSTEM SET ssl = ${isOn ? "on" : "off"}`);
    await postgres.sql("SELECT pg_reload_conf()");
    for (let tries = 0; tries < 100 && (await postgres.sql("SHOW ssl"))[0]?.ssl !== (isOn ? "on" : "off"); tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 50));
};

/** Whether a ledger's connection was by TLS, or why there was none. */
async function reserved(query: string): Promise<unknown> {
    const url = `postgres://cvg@localhost:${postgres.port}/postgres${query}`;
    let slept = 0;
    const sleep = async () => {
        slept += 1;
    };
    const time = { now: () => performance.now(), sleep };
    const ledger = createPostgresLedger(url, "tls", time, new AbortController().signal);
    try {
        await ledger.reserve(1, 10);
        const [row] = await postgres.sql(
            "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'pulumi-cvg' ORDER BY backend_start DESC LIMIT 1",
        );
        return row?.ssl;
    } catch (error) {
        expect(slept).toBe(0);
        return error instanceof Error ? error.message.replace(/^localhost:\d+\/postgres: /, "") : error;
    } finally {
        await ledger.close();
    }
}

test("a certificate is looked at wherever TLS is asked for, and who signed it can be named", async () => {
    await tls(true);
    const untrusted =
        "its certificate is not trusted here: sslrootcert=/path/to/root.pem in the URL, or NODE_EXTRA_CA_CERTS, names who signed it (DEPTH_ZERO_SELF_SIGNED_CERT)";
    expect([
        await reserved(`?sslmode=verify-full&sslrootcert=${certificate}`),
        await reserved("?sslmode=verify-full"),
        await reserved("?sslmode=require"),
        await reserved("?sslmode=disable"),
        await reserved(""),
    ]).toEqual([true, untrusted, untrusted, false, false]);
});

test("a database without TLS is said to have none where the URL asks for it", async () => {
    await tls(false);
    expect(await reserved("?sslmode=verify-full")).toBe("its URL asks for TLS (sslmode), and it takes none");
});
