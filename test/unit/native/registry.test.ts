/** What the Pulumi Registry asks of a package, as far as no network is needed. Source: pulumi/registry, its checklist for a new package. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const read = (file: string): string => readFileSync(join(__dirname, "../../../docs", file), "utf8");

const FrontMatter = z.strictObject({ title: z.string().min(1), meta_desc: z.string().min(20).max(160), layout: z.literal("package") });
const CATEGORIES = ["cloud", "infrastructure", "network", "database", "monitoring", "utility"];

const pageOf = (file: string) => {
    const [, head = "", body = ""] = /^---\n(.*?)\n---\n(.*)$/s.exec(read(file)) ?? [];
    return { head: FrontMatter.parse(parse(head)), body };
};

test("the page of the package has its head, says what it is, and shows programs", () => {
    const { head, body } = pageOf("_index.md");
    expect(head.meta_desc).toContain("VIER Cognitive Voice Gateway");
    expect([...body.matchAll(/^```(\w+)$/gm)].map(([, language]) => language)).toEqual(expect.arrayContaining(["ts", "yaml"]));
});

test("the page of installation and configuration has its head, commands that install and configure, and variables", () => {
    const { body } = pageOf("installation-configuration.md");
    expect(body).toMatch(/^npm install pulumi-cvg/m);
    expect(body).toMatch(/^pulumi config set cvg:endpoint/m);
    expect(body).toContain("`CVG_ENDPOINT`");
    expect(body).toContain("native.md");
});

test("the schema names what a registry shows", () => {
    const schema = z
        .looseObject({
            name: z.literal("cvg"),
            displayName: z.string().min(1),
            publisher: z.string().min(1),
            description: z.string().min(20),
            license: z.literal("Apache-2.0"),
            version: z.string().regex(/^\d+\.\d+\.\d+$/),
            keywords: z.array(z.string()),
        })
        .parse(JSON.parse(read("pulumi.schema.json")));
    expect(schema.keywords).toContain("kind/native");
    const categories = schema.keywords.filter((keyword) => keyword.startsWith("category/"));
    expect(categories.map((keyword) => keyword.slice("category/".length)).filter((category) => CATEGORIES.includes(category))).toHaveLength(
        1,
    );
    // These are places on the network, which a package has once it is published.
    expect(schema).not.toHaveProperty("logoUrl", "");
    expect(schema).not.toHaveProperty("pluginDownloadURL", "");
});
