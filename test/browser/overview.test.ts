/** The page of all tenants, in a real browser: with and without scripts, by keyboard, for screen readers, and with a thousand units. */
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { z } from "zod";
import { connect } from "../../provider/gateway/index.js";
import type { Declaration } from "../../provider/inventory/declared.js";
import { takeInventory } from "../../provider/inventory/inventory.js";
import type { Shown } from "../../provider/overview/page.js";
import { type Overview, serveOverview } from "../../provider/overview/server.js";
import { type Sandbox, type Seed, startSandbox } from "../../provider/sandbox/index.js";
import { accessibilityFaults, browserOfThisFile } from "../harness/browser.js";
import { clientConfiguration } from "../harness/provider-environment.js";

const visit = browserOfThisFile();
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
    for (const each of opened.splice(0).toReversed()) await each.close();
});

const clientOf = (sandbox: Sandbox) => connect(clientConfiguration(sandbox));

/** Everything that the page has to say: an inactive unit, and a stack that declares some. */
async function shownOf(sandbox: Sandbox): Promise<Shown> {
    const gateway = clientOf(sandbox);
    opened.push(gateway);
    const before = await takeInventory(gateway);
    const tokenOf = (name: string): string => before.units.find((unit) => unit.name === name)?.token ?? "";
    if (tokenOf("Glasbruch") === "") return { inventory: before, declared: new Map(), stacks: [] };
    await gateway.deactivate("project", tokenOf("Glasbruch"));
    const declaration = (name: string, line: number): Declaration => ({
        ...{ stack: "prod", declares: "unit", name, position: `index.ts#${line}` },
        ...{ since: "2026-11-20T08:00:00Z", because: line === 12 ? "DSFA 2026-14" : undefined },
    });
    const declared = new Map([
        [tokenOf("Acme Versicherung"), [declaration("acme", 7)]],
        [tokenOf("Glasbruch"), [declaration("acme-glass", 12)]],
    ]);
    const fresh = clientOf(sandbox);
    opened.push(fresh);
    return { inventory: await takeInventory(fresh), declared, stacks: ["prod"] };
}

async function open(seed: Seed): Promise<Overview> {
    const sandbox = await startSandbox({ seed });
    opened.push(sandbox);
    const shown = await shownOf(sandbox);
    const overview = await serveOverview(() => Promise.resolve(shown));
    opened.push(overview);
    return overview;
}

/** For what takes seconds on a quiet machine, on one that is not. */
const PATIENT_MS = 300_000;

const names = (page: Page): Promise<readonly string[]> => page.locator(".name:visible").allTextContents();
/** Begins a script that opens some. */
const OPEN = "for (const each of document.querySelectorAll";
const everythingOpen = async (page: Page): Promise<void> => void (await page.evaluate<unknown>(`${OPEN}("details")) each.open = true`));

test(
    "has no fault for a screen reader or weak eyes, light and dark, and asks for nothing but itself",
    async () => {
        const { url } = await open("insurer");
        for (const colorScheme of ["light", "dark"] as const) {
            const { page, requests, complaints } = await visit(url, { colorScheme });
            await everythingOpen(page);
            expect(await accessibilityFaults(page)).toEqual([]);
            expect({ requests, complaints }).toEqual({ requests: [url], complaints: [] });
        }
    },
    PATIENT_MS,
);

test("is used by keyboard alone: past the head, searching, choosing, opening", async () => {
    const { page } = await visit((await open("insurer")).url);
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("To the units");
    await page.keyboard.press("Tab");
    await page.keyboard.type("glas");
    await page.getByRole("status").filter({ hasText: "1 of 12 units fit" }).waitFor();
    expect(await names(page)).toEqual(["Sandbox", "Acme Versicherung", "Schaden", "Glasbruch"]);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.getByRole("status").filter({ hasText: "0 of 12 units fit" }).waitFor();
    await page.keyboard.press("Space");
    await page.getByRole("status").filter({ hasText: "1 of 12 units fit" }).waitFor();
    await page.locator("summary", { has: page.locator(".name", { hasText: "Glasbruch" }) }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("settings and who decides");
    await page.keyboard.press("Enter");
    expect(await page.locator("table:visible").count()).toBe(1);
    expect(await page.locator("code:visible").last().textContent()).toBe("active: true on acme-glass in stack prod");
});

test("what was open is open again once the search is over, and what the search opened is closed", async () => {
    const { page } = await visit((await open("insurer")).url);
    const before = await names(page);
    const search = page.getByRole("searchbox", { name: "Name or token" });
    await search.fill("hotline");
    await page.getByRole("status").filter({ hasText: "units fit" }).waitFor();
    expect(await names(page)).not.toEqual(before);
    await search.fill("");
    await page
        .getByRole("status")
        .filter({ hasText: /^12 units$/ })
        .waitFor();
    expect(await names(page)).toEqual(before);
});

test("says in words what a unit is, who decides, who declares it and when it is purged", async () => {
    const { page } = await visit((await open("insurer")).url);
    await everythingOpen(page);
    const glass = page.locator("li").filter({ has: page.locator(":scope > details > summary", { hasText: "Glasbruch" }) });
    const text = (await glass.textContent()) ?? "";
    expect(text).toMatch(/inactive, purged on \d{4}-\d\d-\d\d/);
    expect(text).toContain("prod: acme-glass at index.ts:12, since 2026-11-20, because: DSFA 2026-14");
    expect(await glass.getByRole("rowheader", { name: /dialogRetention/ }).count()).toBe(1);
    expect(await glass.getByRole("columnheader").allTextContents()).toEqual(["setting", "applies", "decided by", "stored here"]);
    expect(await page.getByText("none of prod").count()).toBe(10);
});

test("answers without scripts too: the same form asks the server", async () => {
    const { page } = await visit((await open("insurer")).url, { javaScriptEnabled: false });
    await page.getByRole("searchbox", { name: "Name or token" }).fill("glas");
    await page.getByRole("checkbox", { name: "inactive" }).check();
    await page.getByRole("button", { name: "Search" }).click();
    expect(await page.getByRole("status").textContent()).toBe("1 of 12 units fit");
    expect(await names(page)).toEqual(["Sandbox", "Acme Versicherung", "Schaden", "Glasbruch"]);
});

/** As long as a browser may be busy before people notice (a "long task"). Source: W3C, Long Tasks API. */
const LONG_TASK_MS = 50;

test(
    "a thousand units are searched without a stutter",
    async () => {
        const { page, complaints } = await visit((await open("large:900")).url);
        await page.getByRole("status").filter({ hasText: "1000 units" }).waitFor();
        // The least of several: whatever else this machine does makes it longer, and nothing makes it shorter.
        const took = await page.evaluate<unknown>(`(async () => {
        const form = document.querySelector("form");
        const took = {};
        const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        for (const text of ["1", "11", "zzz", ""])
            for (let round = 0; round < 5; round += 1) {
                form.q.value = text;
                await frame();
                const before = performance.now();
                form.dispatchEvent(new Event("submit", { cancelable: true }));
                took[text] = Math.min(took[text] ?? Infinity, performance.now() - before);
                await frame();
            }
        return took;
    })()`);
        const busy = z.record(z.string(), z.number()).parse(took);
        expect(Object.keys(busy)).toHaveLength(4);
        expect({ busy, slow: Object.entries(busy).filter(([, ms]) => ms > LONG_TASK_MS) }).toEqual({ busy, slow: [] });
        expect(complaints).toEqual([]);
    },
    PATIENT_MS,
);

/** `npm run picture` takes it anew. */
test("its picture for the docs can be taken", async () => {
    const { page } = await visit((await open("insurer")).url, { viewport: { width: 1000, height: 860 } });
    await page.evaluate<unknown>(`${OPEN}("li > details:not(.facts)")) each.open = true`);
    await page
        .locator("li")
        .filter({ has: page.locator(":scope > details > summary", { hasText: "Glasbruch" }) })
        .last()
        .locator("details.facts > summary")
        .click();
    const picture = await page.screenshot();
    const file = join(__dirname, "../../docs/overview.png");
    expect(picture.length).toBeGreaterThan(20_000);
    if (process.env.PICTURE !== "write") return;
    mkdirSync(dirname(file), { recursive: true });
    await page.screenshot({ path: file });
});
