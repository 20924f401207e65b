/** The pages as a reader follows them: in the repository, and in the package that npm delivers. */
import { existsSync, globSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { z } from "zod";
import { environmentVariable } from "../../provider/gateway/configuration.js";

const root = join(__dirname, "../..");
const read = (page: string): string => readFileSync(join(root, page), "utf8");

const inDocs = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" });
const pages = ["README.md", "CONTRIBUTING.md", ...inDocs.filter((file) => file.endsWith(".md")).map((file) => join("docs", file))];

/** Links of a page without its code. */
function linksOf(page: string): readonly string[] {
    const text = read(page)
        .replace(/```.*?```/gs, "")
        .replace(/`[^`\n]*`/g, "");
    return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link).filter((link) => !/^[a-z]+:/.test(link));
}

/** As GitHub, and most sites, name a heading. */
const anchorOf = (heading: string): string =>
    heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replaceAll(" ", "-");
const anchorsOf = (page: string): readonly string[] => [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => anchorOf(heading));

const targetOf = (page: string, link: string): string =>
    normalize(join(dirname(page), link.split("#")[0] || relative(dirname(page), page)));

test.each(pages)("%s links to what is there", (page) => {
    const broken = linksOf(page).filter((link) => {
        const target = targetOf(page, link);
        const anchor = link.split("#")[1];
        if (!existsSync(join(root, target))) return true;
        return anchor !== undefined && target.endsWith(".md") && !anchorsOf(target).includes(anchor);
    });
    expect(broken).toEqual([]);
});

test("no page that the package holds links to what it does not hold", () => {
    const Manifest = z.object({ files: z.array(z.string()) });
    const { files } = Manifest.parse(JSON.parse(read("package.json")));
    const listed = (patterns: readonly string[]) =>
        patterns
            .flatMap((pattern) => globSync(pattern, { cwd: root }))
            .flatMap((entry) => [
                entry,
                ...(statSync(join(root, entry)).isDirectory()
                    ? readdirSync(join(root, entry), { recursive: true, encoding: "utf8" }).map((file) => join(entry, file))
                    : []),
            ]);
    const left = new Set(listed(files.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1))));
    const held = new Set(["README.md", ...listed(files.filter((pattern) => !pattern.startsWith("!")))].filter((file) => !left.has(file)));
    const dead = [...held]
        .filter((file) => file.endsWith(".md") && file !== "CHANGELOG.md")
        .flatMap((page) => linksOf(page).map((link) => ({ page, link, target: targetOf(page, link).replace(/\/$/, "") })))
        .filter(({ target }) => !held.has(target))
        .map(({ page, link }) => `${page}: ${link}`);
    expect(dead).toEqual([]);
});

test("the page of the configuration has a row for each key, with its environment variable", () => {
    const keys = [...read("provider/gateway/configuration.ts").matchAll(/^ {4}(\w+): \{ example: /gm)].map(([, key = ""]) => key);
    expect(keys.length).toBeGreaterThan(10);
    const rows = [...read("docs/installation-configuration.md").matchAll(/^\| `cvg:(\w+)` \| `(\w+)` \|/gm)].map(([, key, variable]) => [
        key,
        variable,
    ]);
    expect(rows).toEqual(keys.map((key) => [key, environmentVariable(key)]));
});
