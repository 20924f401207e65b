/** `cvg explain CVG101`: the page of a message, where there is no browser at hand. */
import { Command, Help } from "commander";
import { CATALOGUE, type Code, CvgError } from "../errors/index.js";

export function explainCommand(): Command {
    return new Command("explain")
        .description("Say what a message means and what to do about it.")
        .argument("<code>", "the code that the message starts with, like CVG101")
        .addHelpText("after", "\nExamples:\n  $ cvg explain CVG101\n  $ cvg explain 101\n")
        .action((code: string) => void process.stdout.write(`${explanation(codeIn(code))}\n`));
}

const isCode = (text: string): text is Code => Object.hasOwn(CATALOGUE, text);

/** In whatever case, with or without the letters. */
function codeIn(text: string): Code {
    const code = `CVG${text.trim().replace(/^cvg/i, "")}`;
    if (isCode(code)) return code;
    const group = Object.keys(CATALOGUE).filter((known) => known.startsWith(code.slice(0, "CVG1".length)));
    const near = group.length > 0 ? group : Object.keys(CATALOGUE);
    throw CvgError.of(CATALOGUE.CVG602.says.code({ text, known: [...near].sort() }));
}

function explanation(code: Code): string {
    const entry: {
        readonly title: string;
        readonly severity: string;
        readonly cause: string;
        readonly remedy: string;
        readonly example?: string;
    } = CATALOGUE[code];
    const { title, severity, cause, remedy, example } = entry;
    const shown = example === undefined ? [] : ["Example", indented(example)];
    return [`${code} (${severity}): ${title}`, "Cause", indented(wrapped(cause)), "What to do", indented(wrapped(remedy)), ...shown].join(
        "\n\n",
    );
}

const COLUMNS = 96;

const indented = (text: string): string => text.replace(/^/gm, "    ");

/** Broken between words. */
const wrapped = (text: string): string => new Help().boxWrap(text, COLUMNS);
