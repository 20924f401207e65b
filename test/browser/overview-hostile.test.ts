/** The page of all tenants, from a web page elsewhere that would like to read or drive it, and from a name that somebody has pointed at this machine. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { CATALOGUE, CvgError } from "../../provider/errors/index.js";
import { takeInventory } from "../../provider/inventory/inventory.js";
import type { Shown } from "../../provider/overview/page.js";
import { type Overview, serveOverview } from "../../provider/overview/server.js";
import { openTenancy } from "../gateway/inventory/tenancy.js";
import { browserOfThisFile } from "../harness/browser.js";

/** As DNS rebinding does: a name of a stranger that leads here. */
const visit = browserOfThisFile(["--host-resolver-rules=MAP rebound.example 127.0.0.1"]);
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
    for (const each of opened.splice(0).toReversed()) await each.close();
});

async function open(): Promise<Overview> {
    const tenancy = await openTenancy({ seed: "insurer" });
    opened.push(tenancy);
    const shown: Shown = { inventory: await takeInventory(tenancy.gateway), declared: new Map(), stacks: [] };
    const overview = await serveOverview(() => Promise.resolve(shown));
    opened.push(overview);
    return overview;
}

/** Everything by which a page asks another site: only what comes of it differs. */
const hostile = (
    url: string,
): string => `<!doctype html><title>elsewhere</title><img src="${url}?image"><iframe src="${url}?frame"></iframe>
<link rel="stylesheet" href="${url}?style"><script src="${url}?script"></script><form action="${url}" target="inner"><input name="q" value="form"></form>
<iframe name="inner"></iframe><a href="${url}?link">a link</a>
<script>
document.querySelector("form").submit();
const read = [];
const all = [fetch("${url}?fetch"), fetch("${url}?simple", { mode: "no-cors" }), fetch("${url}?post", { method: "POST", mode: "no-cors", body: "x" })];
Promise.allSettled(all.map(async (answer) => read.push((await (await answer).text()).length))).then(() => { document.title = "read " + read.filter((length) => length > 0).length; });
</script>`;

async function elsewhere(url: string): Promise<string> {
    const server = createServer((_request, answer) => answer.setHeader("content-type", "text/html").end(hostile(url)));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    opened.push({ close: async () => void server.close().closeAllConnections() });
    return `http://localhost:${(server.address() as AddressInfo).port}/`;
}

test("a page from elsewhere gets nothing, by whatever it asks, and a link from there leads nowhere", async () => {
    const { url } = await open();
    const from = await elsewhere(url);
    const { page } = await visit("about:blank", { onlyItself: false });
    const answers = new Map<string, number>();
    page.on("response", (answer) => void (answer.url().startsWith(url) && answers.set(new URL(answer.url()).search, answer.status())));
    await page.goto(from);
    await page.waitForFunction("document.title.startsWith('read ')");
    expect(await page.title()).toBe("read 0");
    await page.getByRole("link").click();
    await page.waitForURL(`${url}?link`);
    expect(await page.textContent("body")).toBe("This page is for this machine only.\n");
    // `fetch` with CORS is refused as well, and the browser says nothing more of it.
    const asked = ["image", "frame", "style", "script", "q=form", "simple", "post", "link"];
    expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(asked.map((what) => [`?${what}`, 403])));
});

test("a stranger's name that leads to this machine does not lead to the page, and this machine's own names do", async () => {
    const { url } = await open();
    const texts = await Promise.all(
        ["rebound.example", "localhost", "127.0.0.1"].map(async (host) => {
            const { page } = await visit(url.replace("127.0.0.1", host));
            return await page.title();
        }),
    );
    expect(texts).toEqual(["", "Tenants of Sandbox", "Tenants of Sandbox"]);
});

test("a reading that fails is told on the page, with its code", async () => {
    const error = CvgError.of(CATALOGUE.CVG602.says.minutes({ text: "soon" }));
    const overview = await serveOverview(() => Promise.reject(error));
    opened.push(overview);
    const { page } = await visit(overview.url);
    expect(await page.textContent("body")).toBe(`The tenants could not be read.\n\n${error.message}\n`);
});
