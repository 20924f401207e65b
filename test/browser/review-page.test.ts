/** The report as a page, as people meet it: read, walked through with a keyboard alone, and heard. Hostile names stay text. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContextOptions, Page } from "playwright-core";
import { review } from "../../provider/review/index.js";
import { toHtml } from "../../provider/review/renderers.js";
import { accessibilityFaults, browserOfThisFile } from "../harness/browser.js";
import { HOSTILE_TEXTS } from "../review/hostile.js";
import { inChunks, NOW, Unpacked } from "../review/make.js";
import { type Declared, previewOf, step } from "../review/steps.js";

const visit = browserOfThisFile();
const folder = mkdtempSync(join(tmpdir(), "cvg-page-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pageOf = async (preview: string): Promise<string> => toHtml(await review(inChunks(preview), { now: NOW }));
function open(html: string, options?: BrowserContextOptions) {
    const file = join(folder, "report.html");
    writeFileSync(file, html);
    return visit(pathToFileURL(file).href, options);
}
const openPreview = async (name: string, options?: BrowserContextOptions) => open(await pageOf(Unpacked(name).preview), options);

const openAll = (page: Page): Promise<unknown> =>
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
/** What has the keyboard, in the words that are read out. */
const focused = (page: Page): Promise<string> =>
    page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent");

it("is read out by its headings: what is worst comes first, the tenants last", async () => {
    const { page, requests, complaints } = await openPreview("account-replaced");
    const titles = await page.getByRole("heading").allTextContents();
    expect(titles).toEqual([
        "What this change does to callers' data",
        "Cannot be undone",
        "More is recorded, kept, shown or allowed",
        "Moved",
        "Tenants, before and after",
    ]);
    for (const name of titles.slice(1)) expect(await page.getByRole("region", { name, exact: true }).count()).toBe(1);
    expect(complaints).toEqual([]);
    expect(requests).toEqual([page.url()]);
});

it("shows what applies before and after as tables, which say whose they are and why a cell has no value", async () => {
    const { page } = await openPreview("account-replaced");
    const table = page.getByRole("table", { name: "settings of Acme / Support / Desk" });
    expect(await table.getByRole("row", { name: "recordings false true" }).count()).toBe(1);
    const { page: gone } = await openPreview("pr-05-tenant-deleted");
    const rows = gone.getByRole("table", { name: "settings of Sparkasse Celle", exact: true }).getByRole("row");
    expect(await rows.allTextContents()).toContain("dialogRetention1 weeknot in use");
    const { page: made } = await openPreview("everything-new");
    expect(await made.getByRole("row", { name: /^recordings not there/ }).count()).toBeGreaterThan(0);
});

it("puts the tenants of which nothing changes into one line that is closed, in its own place in the tree", async () => {
    const { page } = await openPreview("pr-05-tenant-deleted");
    const tree = page.getByRole("region", { name: "Tenants, before and after" });
    const top = await tree.locator(":scope > ul > li > details > summary, :scope > details > summary").allTextContents();
    expect(top).toEqual(["customer Sparkasse Celle (taken out)", "11 more, of which nothing changes"]);
    const same = page.getByText("11 more, of which nothing changes");
    expect(await page.getByText("customer Energie Erfurt", { exact: true }).isVisible()).toBe(false);
    await same.click();
    expect(await page.getByText("customer Energie Erfurt", { exact: true }).isVisible()).toBe(true);
});

it("is walked through with the keyboard alone: each thing that opens is reached in the order of the page, shows it, opens and closes", async () => {
    const { page } = await openPreview("account-replaced");
    const expected = await page.evaluate<string[]>(
        "[...document.querySelectorAll('summary')].filter((one) => one.checkVisibility()).map((one) => one.getAttribute('aria-label') ?? one.textContent)",
    );
    expect(expected.length).toBeGreaterThan(5);
    const reached: string[] = [];
    for (const _each of expected) {
        await page.keyboard.press("Tab");
        reached.push(await focused(page));
        expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).not.toBe("none");
        const before = await page.evaluate("document.activeElement.parentElement.open");
        await page.keyboard.press("Enter");
        expect(await page.evaluate("document.activeElement.parentElement.open")).toBe(!before);
        await page.keyboard.press("Space");
        expect(await page.evaluate("document.activeElement.parentElement.open")).toBe(before);
    }
    expect(reached).toEqual(expected);
    expect(reached).toContain("all 2 units: bots and integrations see callers' numbers from now on");
    // No two that open different things are called the same.
    const all = reached.filter((name) => name.startsWith("all "));
    expect(new Set(all).size).toBe(all.length);
});

it.each([
    ["account-replaced", { colorScheme: "light" }],
    ["account-replaced", { colorScheme: "dark" }],
    ["pr-05-tenant-deleted", { colorScheme: "dark" }],
    ["everything-new", { colorScheme: "light" }],
    ["program-fails", { colorScheme: "light" }],
    ["nothing-changes", { colorScheme: "light" }],
] as const)("has names, roles and contrast that a screen reader and weak eyes need, all of it opened: %s %j", async (name, options) => {
    const { page } = await openPreview(name, options);
    await openAll(page);
    expect(await accessibilityFaults(page)).toEqual([]);
});

it("fits a narrow window, and letters twice as large", async () => {
    const { page } = await openPreview("hostile-names", { viewport: { width: 320, height: 800 } });
    await openAll(page);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
    const { page: large } = await openPreview("account-replaced", { viewport: { width: 640, height: 800 } });
    await large.evaluate("document.documentElement.style.fontSize = '200%'");
    expect(await large.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(640);
});

/** A tenant for each text: its name, its logical name, its reason, its bot's address. */
function hostilePreview(): string {
    const steps = HOSTILE_TEXTS.map((text, at) => {
        const customer = (name: string, recordings: boolean): Declared => ({
            ...{ type: "Customer", resource: `c${at}${text}`, token: `c${at}` },
            inputs: {
                name,
                active: true,
                privacy: { because: text },
                effective: {
                    recordings,
                    storeDialogData: false,
                    anonymizeNumbers: true,
                    outboundCalls: false,
                    recordingRetention: "1 day",
                },
                decidedBy: { [`customer c${at}${text}`]: "recordings" },
            },
        });
        return step("update", customer(text, false), customer(`${text} 2`, true));
    });
    return previewOf(steps, { diagnostics: HOSTILE_TEXTS.map((text) => ({ severity: "warning", message: `warning: CVG319 ${text}\n` })) });
}

it("makes of hostile names, reasons and messages what they are: text, which runs nothing and asks for nothing", async () => {
    const { page, requests, complaints } = await open(await pageOf(hostilePreview()));
    await openAll(page);
    expect(complaints).toEqual([]);
    expect(requests).toEqual([page.url()]);
    expect(await page.title()).toBe("What this change does to callers' data");
    const tags = await page.evaluate<string[]>("[...new Set([...document.body.querySelectorAll('*')].map((one) => one.localName))].sort()");
    expect(
        tags.filter(
            (tag) => !/^(?:details|div|h[12]|header|li|main|p|section|span|strong|summary|table|tbody|td|th|thead|tr|ul)$/.test(tag),
        ),
    ).toEqual([]);
    expect(await page.getByText("<img src=x onerror=alert(1)> 2").first().isVisible()).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
});

it("runs no script and loads no image, style or frame, even where one got into it", async () => {
    const planted = [
        "<script>document.title = 'run'</script>",
        "<img alt='' src='http://127.0.0.1:9/x.png' onerror=\"document.title = 'run'\">",
        "<style>body { display: none }</style>",
        "<iframe title='x' src='http://127.0.0.1:9/'></iframe>",
        "<base href='http://127.0.0.1:9/'>",
    ];
    const html = await pageOf(Unpacked("account-replaced").preview);
    const { page, complaints } = await open(html.replace("<main>", `<main>${planted.join("")}`));
    expect(await page.title()).toBe("What this change does to callers' data");
    expect(await page.locator("body").isVisible()).toBe(true);
    // The policy refused them, before anything was asked for.
    expect(complaints.filter((complaint) => complaint.startsWith("asks elsewhere"))).toEqual([]);
    for (const directive of ["inline script", "event handler", "Loading the image", "Framing", "inline style", "base URI"])
        expect(complaints).toContainEqual(expect.stringContaining(directive));
});

it("tells tenants of the same name apart, each with its own accounts below it", async () => {
    const customer = (at: number): Declared => ({
        type: "Customer",
        resource: `c${at}`,
        token: `c${at}`,
        inputs: { name: "Acme", active: true },
    });
    const account = (at: number, name: string): Declared => ({
        ...{ type: "Account", resource: `a${at}${name}`, token: `a${at}${name}` },
        inputs: { name, customer: `c${at}`, active: true },
    });
    const steps = [1, 2].flatMap((at) => [
        step("update", customer(at), customer(at)),
        step("update", account(at, `desk ${at}`), account(at, `desk ${at}`)),
        step("update", account(at, "both"), account(at, "both")),
    ]);
    const { page } = await open(await pageOf(previewOf(steps)));
    const below = await page.evaluate(
        "[...document.querySelectorAll('.tree > ul > li')].map((one) => [...one.querySelectorAll('summary')].map((each) => each.textContent).join(' > '))",
    );
    expect(below).toEqual([
        "customer Acme (changed) > account both (changed) > account desk 1 (changed)",
        "customer Acme (changed) > account both (changed) > account desk 2 (changed)",
    ]);
});

it("opens with 5,000 units, and a tenant in it opens at once", async () => {
    const steps = Array.from({ length: 5000 }, (_, at) => {
        const customer: Declared = {
            type: "Customer",
            resource: `c${at}`,
            token: `c${at}`,
            inputs: { name: `Tenant ${at}`, active: true },
        };
        return step(at < 10 ? "update" : "same", customer, customer);
    });
    const { page } = await open(await pageOf(previewOf(steps)));
    await page.getByText("4990 more, of which nothing changes").click();
    // To the end of the layout, in the page's own time: a reader waits for nothing else.
    const milliseconds = await page.evaluate<number>(`(() => {
        const last = [...document.querySelectorAll(".same details")].at(-1);
        const started = performance.now();
        last.open = true;
        last.getBoundingClientRect();
        return performance.now() - started;
    })()`);
    expect(await page.getByText("Its settings are not declared here.").last().isVisible()).toBe(true);
    expect(milliseconds).toBeLessThan(1000);
});
