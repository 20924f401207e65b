/** A report for a terminal: lines of a bounded width, in colour where that is wanted. */
import { styleText } from "node:util";
import type { FindingClass } from "../findings/classes.js";
import type { Fold, Section } from "../report/fold.js";
import { countsInWords, type Report } from "../report/report.js";
import { nothingIn, TITLE } from "./words.js";

export interface Terminal {
    /** Characters to a line. */
    readonly width: number;
    readonly color: boolean;
}

type Style = Parameters<typeof styleText>[0];

const STYLES: Readonly<Record<FindingClass, Style>> = {
    irrevocable: ["bold", "red"],
    "data-lost": ["bold", "red"],
    exposed: ["bold", "yellow"],
    "bot-host": ["bold", "yellow"],
    unverified: ["bold", "magenta"],
    "out-of-use": ["bold", "yellow"],
    "meant-as-move": ["bold", "cyan"],
    moved: ["bold", "cyan"],
    restored: ["bold", "cyan"],
    stricter: ["bold", "green"],
    new: ["bold", "green"],
    other: "bold",
};

/** Words that fit, line by line; a word that is too long for any line stands alone. */
export function wrapped(text: string, width: number): readonly string[] {
    const lines: string[] = [];
    let line = "";
    for (const word of text.split(" ")) {
        if (line !== "" && line.length + 1 + word.length > width) {
            lines.push(line);
            line = word;
        } else line = line === "" ? word : `${line} ${word}`;
    }
    return [...lines, line];
}

export function toTerminal(report: Report, { width, color }: Terminal): string {
    const style = (how: Style, text: string): string => (color ? styleText(how, text, { validateStream: false }) : text);
    const block = (text: string, first: string, rest: string, how?: Style): readonly string[] =>
        wrapped(text, width - first.length).map((line, at) => `${at === 0 ? first : rest}${how === undefined ? line : style(how, line)}`);

    const fold = ({ says, whom, detail, decided, because }: Fold): readonly string[] => {
        const notes = [detail, decided, because === undefined ? undefined : `because: ${because}`].filter((note) => note !== undefined);
        return [
            ...block(`${says}: ${whom}`, "  - ", "    "),
            ...(notes.length === 0 ? [] : block(notes.join(" · "), "    ", "    ", "dim")),
        ];
    };
    const section = ({ class: of, title, folds, asks }: Section): readonly string[] => [
        style(STYLES[of], title),
        ...folds.flatMap(fold),
        ...block(asks.join(" "), "  ? ", "    ", "italic"),
        "",
    ];
    const failed =
        report.errors.length === 0
            ? []
            : [
                  style(["bold", "red"], "The preview failed: what follows is not complete."),
                  ...report.errors.flatMap((error) => block(error, "  - ", "    ")),
                  "",
              ];
    const held =
        report.gates.length === 0
            ? []
            : [style(["bold", "red"], "Held back"), ...report.gates.flatMap((line) => block(line, "  - ", "    ")), ""];
    const idle =
        report.idle.length === 0
            ? []
            : [style("bold", "Approvals that do nothing here"), ...report.idle.flatMap((line) => block(line, "  - ", "    ")), ""];
    const said =
        report.said.length === 0
            ? []
            : [style("bold", "The provider also says"), ...report.said.flatMap((text) => block(text, "  - ", "    ")), ""];
    return [
        `${style("bold", TITLE[report.of])} ${report.errors.length > 0 ? "" : style("dim", `(${countsInWords(report.counts)})`)}`.trimEnd(),
        ...(report.findings.length > 0
            ? block(report.headline.join(" · "), "", "", "bold")
            : report.errors.length === 0
              ? [nothingIn(report)]
              : []),
        "",
        ...failed,
        ...held,
        ...report.sections.flatMap(section),
        ...idle,
        ...said,
    ].join("\n");
}
