/** What the browser of the tests sees: each fault here is planted, and has to be told. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { accessibilityFaults, browserOfThisFile } from "../harness/browser.js";

const visit = browserOfThisFile();
const folder = mkdtempSync(join(tmpdir(), "cvg-browser-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const written = (body: string, head = ""): string => {
    const file = join(folder, "page.html");
    writeFileSync(
        file,
        `<!doctype html><html lang="en"><head><title>A page</title>${head}</head><body><main><h1>A page</h1>${body}</main></body></html>`,
    );
    return pathToFileURL(file).href;
};

it("sees nothing wrong in a page without a fault", async () => {
    const address = written("<p>Text <a href='#x'>link</a></p><details><summary>More</summary><p id='x'>there</p></details>");
    const { page, requests, complaints } = await visit(address);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect({ requests, complaints }).toEqual({ requests: [address], complaints: [] });
});

it("tells what a page asks for elsewhere, and lets none of it through", async () => {
    const { page, requests, complaints } = await visit(written("<img alt='logo' src='http://127.0.0.1:9/logo.png'>"));
    expect(requests).toContain("http://127.0.0.1:9/logo.png");
    expect(complaints).toContain("asks elsewhere: http://127.0.0.1:9/logo.png");
    expect(await page.title()).toBe("A page");
});

it("tells errors of scripts, dialogs and what the page's policy refuses", async () => {
    const image = written("<img alt='' src='x.png'>", `<meta http-equiv="Content-Security-Policy" content="img-src 'none'">`);
    expect((await visit(image)).complaints).toEqual([expect.stringContaining("Content Security Policy directive: \"img-src 'none'\"")]);
    const { complaints } = await visit(written(`<script>alert("seen"); throw new Error("broken")</script>`));
    expect(complaints).toEqual(["dialog: seen", "broken"]);
});

it("names what has no name, what cannot be read, and what a keyboard does not reach", async () => {
    const { page } = await visit(written("<button></button><p style='color:#ccc;background:#fff'>faint</p><input><h4>too deep</h4>"));
    const faults = await accessibilityFaults(page);
    const rules = new Set(faults.map((fault) => fault.split(":")[0]));
    expect([...rules].sort()).toEqual(["button-name", "color-contrast", "heading-order", "label"]);
});

it("comes with a server's pages as a stranger each time, and asks it for nothing by itself", async () => {
    const asked: string[] = [];
    const server: Server = createServer((request, response) => {
        asked.push(`${request.url} ${request.headers.cookie ?? "no cookie"}`);
        response.setHeader("set-cookie", "seen=1");
        response.setHeader("content-type", "text/html").end("<!doctype html><link rel=icon href='data:,'><title>Served</title>");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
        const address = `http://127.0.0.1:${z.custom<AddressInfo>((value) => typeof value === "object").parse(server.address()).port}/`;
        expect(await (await visit(address)).page.title()).toBe("Served");
        expect((await visit(address)).complaints).toEqual([]);
        expect(asked).toEqual(["/ no cookie", "/ no cookie"]);
    } finally {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
    }
});
