/** The page in a real browser: Chromium, `apt install chromium`. It fails where there is none, so it is no part of `npm test`. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { review } from "../../../provider/review/index.js";
import { toHtml } from "../../../provider/review/renderers.js";
import { HOSTILE_TEXTS } from "../../review/hostile.js";
import { inChunks, NOW, Unpacked } from "../../review/make.js";
import { previewOf, step } from "../../review/steps.js";

const folder = mkdtempSync(join(tmpdir(), "pulumi-cvg-page-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the browser made of a page, and what it complained about. */
function opened(page: string): string {
    const file = join(folder, "page.html");
    writeFileSync(file, page);
    const flags = ["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${join(folder, "profile")}`, "--dump-dom"];
    return execFileSync("chromium", [...flags, `file://${file}`], {
        encoding: "utf8",
        maxBuffer: 1 << 28,
        stdio: ["ignore", "pipe", "ignore"],
    });
}

test("a browser shows the findings in order, the tenants before and after, and headings that a screen reader finds", async () => {
    const dom = opened(toHtml(await review(inChunks(Unpacked("account-replaced").preview), { now: NOW })));
    const headings = [...dom.matchAll(/<h([12])[^>]*>([^<]*)</g)].map(([, level, title]) => `${level} ${title}`);
    expect(headings).toEqual([
        "1 What this change does to callers' data",
        "2 Cannot be undone",
        "2 More is recorded, kept, shown or allowed",
        "2 Moved",
        "2 Tenants, before and after",
    ]);
    expect(dom).toMatch(/<details open[^>]*><summary>project Desk/);
    expect(dom).toContain('<tr class="differs"><th scope="row">recordings</th><td>false</td><td>true</td></tr>');
    // Everything that opens is a native element: it takes the keyboard, and says so to a screen reader.
    expect(dom).not.toMatch(/tabindex|onclick|role=/);
});

test("a browser makes of hostile names what they are: text", async () => {
    const steps = HOSTILE_TEXTS.map((name, at) =>
        step("create", undefined, { type: "Customer", resource: `c${at}${name}`, token: `c${at}`, inputs: { name, active: true } }),
    );
    const probe = "<script>document.title = 'run'</script>";
    const page = toHtml(await review(inChunks(previewOf(steps)), { now: NOW }));
    // Even a script that got into the page would not run.
    const dom = opened(page.replace("<main>", `<main>${probe}`));
    expect(dom.replace(probe, "")).not.toMatch(/<(?:script|img|svg|a|iframe)[\s>]/);
    expect(dom).toContain("<title>What this change does to callers' data</title>");
});
