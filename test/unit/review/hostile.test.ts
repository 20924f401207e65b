/** Names, addresses and reasons that are written to break a report break none of its forms. */
import { stripVTControlCharacters } from "node:util";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { marked } from "marked";
import { z } from "zod";
import { oneLine } from "../../../provider/errors/index.js";
import { type Finding, guarded, type Report, review, toTerminal } from "../../../provider/review/index.js";
import { tame } from "../../../provider/review/preview/text.js";
import { toCodeQuality, toHtml, toJson, toJunit, toMarkdown, toSarif } from "../../../provider/review/renderers.js";
import { ReportShape } from "../../../provider/review/shapes.js";
import { HOSTILE_TEXTS } from "../../review/hostile.js";
import { inChunks, NOW } from "../../review/make.js";
import { type Declared, previewOf, step } from "../../review/steps.js";

const SETTINGS = {
    outboundCalls: false,
    recordings: true,
    recordingRetention: "1 week",
    anonymizeNumbers: true,
    storeDialogData: true,
    dialogRetention: "1 day",
};

/** One tenant for each text, which is its name, its logical name, its bot, its number, its reason and its decider. */
function preview(texts: readonly string[]): string {
    const steps = texts.flatMap((text, at) => {
        const customer: Declared = { type: "Customer", resource: `c${at}${text}`, token: `c${at}`, inputs: { name: text, active: true } };
        const project = (name: string, url: string, effective: object): Declared => ({
            type: "Project",
            resource: `p${at}${text}`,
            token: `p${at}`,
            inputs: {
                name,
                account: `c${at}`,
                active: true,
                bot: { type: text, url },
                platformNumbers: [text],
                privacy: { because: text },
                effective,
                decidedBy: { [`project p${at}${text}`]: "recordings, anonymizeNumbers" },
                [text]: name,
            },
        });
        return [
            step("same", customer, customer),
            step(
                "update",
                project(text, "https://bots.example", SETTINGS),
                project(`${text} 2`, `https://evil.example/${text}?key=hush`, { ...SETTINGS, recordings: false, anonymizeNumbers: false }),
            ),
        ];
    });
    const diagnostics = texts.map((text) => ({ severity: "warning", message: `warning: CVG319 ${text}\n` }));
    return previewOf(steps, { diagnostics });
}

const reportOf = async (texts: readonly string[]): Promise<Report> => {
    const report = await review(inChunks(preview(texts)), { now: NOW });
    return guarded(
        report,
        [{ class: "exposed" }],
        texts.map((text) => ({
            tenant: text || "x",
            finding: "deleted",
            to: text,
            by: text || "x",
            because: text || "x",
            until: "2030-01-01",
        })),
        "2026-11-27",
    );
};

/** What is shown must be one line each, with nothing that steers: whoever shows it need not look at it again. */
const TAME = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u;

test("no control character, mark of direction or half of a character is left in any finding", async () => {
    const { findings } = await reportOf(HOSTILE_TEXTS);
    const texts = (finding: Finding): readonly string[] => [
        finding.says,
        finding.to,
        finding.from ?? "",
        ...finding.details,
        ...finding.whom.path,
        finding.because ?? "",
        finding.decidedBy?.by ?? "",
        finding.whom.resource ?? "",
    ];
    expect(findings.flatMap(texts).filter((text) => !TAME.test(text))).toEqual([]);
    expect(Math.max(...findings.flatMap(texts).map((text) => text.length))).toBeLessThan(1200);
});

test("what is passed over as plain is what would come out unchanged anyway, for each character there is", () => {
    const slow = (text: string): string => oneLine(stripVTControlCharacters(text));
    for (let code = 0; code <= 0xffff; code++) {
        const character = String.fromCharCode(code);
        const other = [character, `a${character}b`, `a ${character} b`].filter((text) => tame(text) !== slow(text));
        if (other.length > 0) throw new Error(`U+${code.toString(16)} comes out otherwise`);
    }
    for (const text of ["", " a", "a ", "a  b", "a b"]) expect(tame(text)).toBe(slow(text));
});

test("a terminal is not steered: nothing but lines of printable characters, in colour nothing but colours", async () => {
    const report = await reportOf(HOSTILE_TEXTS);
    const plain = toTerminal(report, { width: 100, color: false });
    expect(plain.split("\n").filter((line) => !TAME.test(line))).toEqual([]);
    const colored = toTerminal(report, { width: 100, color: true });
    expect(stripVTControlCharacters(colored)).toBe(plain);
    const escapes = colored.split("\u001b").slice(1);
    expect(escapes.filter((after) => !/^\[\d+m/.test(after))).toEqual([]);
});

/** What a renderer of GitHub's Markdown makes of it. */
const htmlOf = (markdown: string): string => String(marked.parse(markdown, { gfm: true }));

const tagsOf = (html: string): readonly string[] =>
    [...new Set([...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag = ""]) => tag.toLowerCase()))].sort();

test("Markdown holds no link, image, code, table or HTML of a name", async () => {
    for (const text of HOSTILE_TEXTS) {
        const markdown = toMarkdown(await reportOf([text]));
        const html = htmlOf(markdown);
        expect(tagsOf(html).filter((tag) => !["h2", "h3", "p", "strong", "br", "ul", "li", "sub", "em"].includes(tag))).toEqual([]);
        expect(markdown).not.toMatch(/@(?!$)\w/);
        expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(60_000);
    }
});

test("Markdown says what the terminal says", async () => {
    const report = await reportOf(HOSTILE_TEXTS.slice(0, 4));
    const shown = htmlOf(toMarkdown(report))
        .replace(/<[^>]*>/g, "")
        .replace(/&lt;/g, "<")
        .replace(/&gt;/g, ">")
        .replace(/&quot;/g, '"')
        .replace(/&#39;/g, "'")
        .replace(/&#64;/g, "@")
        .replace(/&#58;/g, ":")
        .replace(/&amp;/g, "&");
    for (const { folds } of report.sections) for (const { says, whom } of folds) expect(shown).toContain(`${says}: ${whom}`);
});

test("a page holds no element, attribute or script of a name, and fetches nothing", async () => {
    const html = toHtml(await reportOf(HOSTILE_TEXTS));
    const own = [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "h1",
        "h2",
        "p",
        "main",
        "section",
        "ul",
        "li",
        "strong",
        "div",
        "details",
        "summary",
        "span",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ];
    expect(tagsOf(html).filter((tag) => !own.includes(tag))).toEqual([]);
    expect(html.replace(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\s(?:on\w+|href|src|style)\s*=/i);
    expect(html).toContain("default-src 'none'");
});

test("JUnit is well-formed XML with a case for each finding", async () => {
    const report = await reportOf(HOSTILE_TEXTS);
    const xml = toJunit(report);
    expect(XMLValidator.validate(xml)).toBe(true);
    const parsed = new XMLParser({
        ignoreAttributes: false,
        isArray: (name) => name === "testcase" || name === "testsuite",
        processEntities: { enabled: true, maxTotalExpansions: 1_000_000 },
    }).parse(xml);
    const cases = parsed.testsuites.testsuite.flatMap((suite: { readonly testcase: readonly unknown[] }) => suite.testcase);
    expect(cases).toHaveLength(report.findings.length);
});

test("JSON keeps to its published shape, and so do SARIF and Code Quality to what they need", async () => {
    const report = await reportOf(HOSTILE_TEXTS);
    expect(ReportShape.safeParse(JSON.parse(toJson(report))).error).toBeUndefined();
    const uri = z.string().regex(/^[\w./%~-]+$/);
    const Sarif = z.object({
        version: z.literal("2.1.0"),
        runs: z.tuple([
            z.object({
                results: z.array(
                    z.object({
                        ruleId: z.string(),
                        message: z.object({ text: z.string().min(1) }),
                        locations: z.tuple([
                            z.object({
                                physicalLocation: z.object({
                                    artifactLocation: z.object({ uri }),
                                    region: z.object({ startLine: z.number().int().positive() }),
                                }),
                            }),
                        ]),
                    }),
                ),
            }),
        ]),
    });
    expect(Sarif.parse(JSON.parse(toSarif(report, "a folder/"))).runs[0].results).toHaveLength(report.findings.length);
    const Quality = z.array(
        z.object({
            description: z.string(),
            check_name: z.string(),
            fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
            severity: z.enum(["info", "minor", "major", "critical", "blocker"]),
            location: z.object({ path: z.string(), lines: z.object({ begin: z.number() }) }),
        }),
    );
    expect(Quality.parse(JSON.parse(toCodeQuality(report, "")))).toHaveLength(report.findings.length);
});

test("neither a secret in an address nor what is marked secret gets into any form", async () => {
    const report = await reportOf(HOSTILE_TEXTS);
    const all = [
        toTerminal(report, { width: 100, color: true }),
        toMarkdown(report),
        toHtml(report),
        toJson(report),
        toJunit(report),
        toSarif(report, ""),
        toCodeQuality(report, ""),
    ];
    expect(all.filter((text) => text.includes("hush"))).toEqual([]);
});

test("a comment that is too long is cut where nothing worse is left out", async () => {
    const many = Array.from({ length: 3000 }, (_one, at) => `Tenant ${at}`);
    const steps = many.map((name, at) => {
        const one: Declared = { type: "Customer", resource: name, token: `t${at}`, inputs: { name, active: true } };
        return at % 2 === 0
            ? step("update", one, { ...one, inputs: { ...one.inputs, name: `${name} renamed` } })
            : step("delete", one, undefined);
    });
    const markdown = toMarkdown(await review(inChunks(previewOf(steps)), { now: NOW }));
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(60_000);
    expect(markdown).toContain("longer than a comment may be");
    expect(markdown).toContain("1500 customers of 1500 tenants");
    expect(markdown.indexOf("taken out of use")).toBeLessThan(markdown.indexOf("renamed from"));
});
