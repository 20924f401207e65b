/** A provider in a company: the way out is a proxy, the gateway's certificate is signed in the house, and the gateway wants to see ours. */
import { startSandbox } from "../../../provider/sandbox/index.js";
import { companyNetwork } from "../../harness/company-network.js";
import { openConsole } from "../../harness/console.js";
import { engineOnGrpc } from "../../harness/engine-on-grpc.js";
import { configurationOf, configured, QUIET } from "./shell.js";

const acme = [{ type: "cvg:Customer", name: "acme", inputs: { name: "Acme" } }] as const;

async function opened() {
    const sandbox = await startSandbox();
    const network = await companyNetwork(Number(new URL(sandbox.endpoint).port));
    const outside = (url: string): string => {
        const { pathname } = new URL(url);
        return `https://${network.host}${pathname}`;
    };
    const config = {
        ...configurationOf(sandbox),
        "cvg:endpoint": outside(sandbox.endpoint),
        "cvg:tokenUrl": outside(sandbox.tokenUrl),
        "cvg:clientCertificate": network.clientCertificate,
        "cvg:clientKey": network.clientKey,
    };
    const env = { HTTPS_PROXY: network.proxy, HTTP_PROXY: network.proxy, NO_PROXY: "", NODE_EXTRA_CA_CERTS: network.trusted };
    const close = async () => {
        await network[Symbol.asyncDispose]();
        await sandbox.close();
    };
    return { sandbox, network, config, env, [Symbol.asyncDispose]: close };
}

test.each([undefined, "1"])(
    "it works through all three, and tells its engine so without the proxy (NODE_USE_ENV_PROXY=%s)",
    async (useEnvProxy) => {
        await using company = await opened();
        await using provider = await configured(company.config, { ...company.env, NODE_USE_ENV_PROXY: useEnvProxy });
        const { problem } = await engineOnGrpc(provider).up(acme);
        await provider.finish();
        expect(problem).toBeUndefined();
        const { asked, known, host } = company.network;
        expect(new Set(asked)).toEqual(new Set([`${host}:443`]));
        expect(known.length).toBeGreaterThan(3);
        expect(new Set(known)).toEqual(new Set(["platform-team"]));
        expect(provider.messages.at(-1)?.text).toMatch(/^cvg: \d+ reads? and 1 write at https:\/\/gateway\.company\.invalid/);
        expect(provider.printed()).toMatch(QUIET);
    },
);

/** What a client says of a lost connection behind a proxy may read as if the proxy had not been reached, and nothing been sent. */
test("a create whose answer is lost behind the proxy goes out once, and its unit is found", async () => {
    await using company = await opened();
    const console = await openConsole(company.sandbox);
    const route = { method: "POST", route: "/customers/{reseller}" };
    await console.control("POST", "/faults", { match: route, kind: "drop-after", times: 1 });
    await using provider = await configured(company.config, company.env);
    const { problem } = await engineOnGrpc(provider).up(acme);
    await provider.finish();
    expect(problem).toBeUndefined();
    expect((await console.counts())["POST /customers/{reseller}"]).toBe(1);
    expect((await console.everyUnit()).filter(({ level }) => level === "customer")).toHaveLength(1);
});

test("without our certificate the message names the two settings", async () => {
    await using company = await opened();
    const { "cvg:clientCertificate": _certificate, "cvg:clientKey": _key, ...config } = company.config;
    await using provider = await configured(config, company.env);
    const { problem } = await engineOnGrpc(provider).up(acme);
    const [message = ""] = problem?.reasons ?? [];
    expect(message).toMatch(/^CVG503 access token: POST token .* at https:\/\/gateway\.company\.invalid\S* got no answer: /);
    expect(message).toContain("through the proxy 127.0.0.1:");
    expect(message).toContain(
        "a gateway that wants a client certificate breaks off like this: see cvg:clientCertificate and cvg:clientKey",
    );
});

test("without the company's root the message names NODE_EXTRA_CA_CERTS", async () => {
    await using company = await opened();
    await using provider = await configured(company.config, { ...company.env, NODE_EXTRA_CA_CERTS: undefined });
    const { problem } = await engineOnGrpc(provider).up(acme);
    expect(problem?.reasons[0]).toMatch(/is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\), through the proxy .*\n {2}.*NODE_EXTRA_CA_CERTS=/);
});
