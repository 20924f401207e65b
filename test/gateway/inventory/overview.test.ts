/** The page of all tenants: what it says, whom it answers, and that nothing in a name can become markup. */
import type { Declaration } from "../../../provider/inventory/declared.js";
import { takeInventory } from "../../../provider/inventory/inventory.js";
import { type Overview, serveOverview } from "../../../provider/overview/server.js";
import { openTenancy, type Tenancy } from "./tenancy.js";

let tenancy: Tenancy;
let overview: Overview;
let declared: ReadonlyMap<string, readonly Declaration[]> = new Map();
let stacks: readonly string[] = [];
beforeEach(async () => {
    [declared, stacks] = [new Map(), []];
    tenancy = await openTenancy({ seed: "insurer" });
    overview = await serveOverview(async () => ({ inventory: await takeInventory(tenancy.another()), declared, stacks }));
});
afterEach(async () => {
    await overview.close();
    await tenancy.close();
});

const got = async (path = "", headers: Readonly<Record<string, string>> = {}) => {
    const answer = await fetch(`${overview.url}${path}`, { headers });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
};
/** Names of the units on the page, in its order. */
const namesOn = (text: string): readonly (string | undefined)[] =>
    [...text.matchAll(/<span class="name">(.*?)<\/span>/g)].map(([, name]) => name);

test("shows the tree with what applies and who decides it", async () => {
    const { text } = await got();
    expect(namesOn(text)).toHaveLength(12);
    expect(text).toContain("Projects: 5. They record calls: 3. Their bots see numbers: 4. Inactive: 0.");
    expect(text).toContain("<td>1 day</td><td>customer Acme Versicherung</td>");
});

test("searches on the server too, and keeps what is above", async () => {
    expect(namesOn((await got("?q=GLAS")).text)).toEqual(["Sandbox", "Acme Versicherung", "Schaden", "Glasbruch"]);
    expect(namesOn((await got("?recording=on&q=a")).text)).not.toContain("Glasbruch");
    expect((await got("?q=nothing")).text).toContain("0 of 12 units fit");
});

test("an inactive unit has its purge date and the line that restores it", async () => {
    const [glass] = (await takeInventory(tenancy.gateway)).units.filter(({ name }) => name === "Glasbruch");
    await tenancy.gateway.deactivate("project", glass?.token ?? "");
    const { text } = await got("?inactive=on");
    expect(text).toMatch(/inactive, purged on \d{4}-\d\d-\d\d/);
    expect(text).toContain(`<code>declare the project &quot;Glasbruch&quot; with ifExists: { token: &quot;${glass?.token}&quot; }</code>`);
});

test("says which stack and line declares a unit, since when and why, and which units none of them declares", async () => {
    const { units } = await takeInventory(tenancy.gateway);
    const token = units.find(({ name }) => name === "Glasbruch")?.token ?? "";
    const one = { stack: "prod", name: "glass", position: "index.ts#12", since: "2026-11-20T08:00:00Z", because: "DSFA <7>" };
    stacks = ["prod", "staging"];
    declared = new Map([
        [
            token,
            [
                { ...one, declares: "unit" },
                { ...one, declares: "settings", position: undefined, because: undefined },
            ],
        ],
    ]);
    const { text } = await got();
    expect(text).toContain("<li>prod: glass at <code>index.ts:12</code>, since 2026-11-20, because: DSFA &lt;7&gt;</li>");
    expect(text).toContain("<li>prod: glass (settings), since 2026-11-20</li>");
    expect(text).toContain("Stacks: prod, staging; units that none of them declares: 10.");
    expect(text.match(/none of prod, staging/g)).toHaveLength(11);
    expect(namesOn((await got("?undeclared=on&q=glas")).text)).toEqual(["Sandbox"]);
    await tenancy.gateway.deactivate("project", token);
    expect((await got(`?q=${token}`)).text).toContain("<code>active: true on glass in stack prod</code>");
});

test("says nothing of stacks where none was asked", async () => {
    const { text } = await got();
    expect(text).not.toMatch(/declared by|undeclared|Stacks:/);
});

test("a name is text, wherever it stands", async () => {
    const { defaults } = await tenancy.gateway.defaults();
    const customerName = `"><script>alert(1)</script><img src=x onerror='y'>`;
    await tenancy.gateway.create("customer", tenancy.sandbox.reseller, { customerName, commonConfiguration: defaults.commonConfiguration });
    const { text } = await got(`?q=${encodeURIComponent(customerName)}`);
    expect(text).not.toContain("<script>alert");
    expect(text).not.toContain("<img");
    expect(text).toContain("&lt;script&gt;alert(1)");
});

test("answers this machine's own pages only", async () => {
    const { port } = new URL(overview.url);
    expect((await got("", { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await got("", { "sec-fetch-site": "none" })).status).toBe(200);
    const { request } = await import("node:http");
    const status = await new Promise((resolve) =>
        request({ port, host: "127.0.0.1", headers: { host: `rebound.example:${port}` } }, (answer) =>
            resolve(answer.resume().statusCode),
        ).end(),
    );
    expect(status).toBe(403);
    const policy = (await got()).headers.get("content-security-policy");
    expect(policy).toMatch(/default-src 'none'; img-src data:; style-src 'nonce-[^']+'; script-src 'nonce-[^']+'/);
    expect(policy).not.toContain("unsafe");
});
