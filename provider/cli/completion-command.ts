/** `cvg completion`: what a shell offers on Tab. The script asks `cvg` itself, so it never goes stale. */
import { Argument, type Command, Command as NewCommand } from "commander";

/** bash adds three words of the line to the command: behind `--` nobody takes them for options of this one. */
const BASH = "complete -o default -C 'cvg completion words --' cvg";

/** How each shell asks. Of zsh, the completion of bash that it brings along. fish offers files beside whatever else is offered, unless they are left to us. */
const SCRIPTS = {
    bash: BASH,
    zsh: `autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n${BASH}`,
    fish: `function __cvg_words
    set -l words (COMP_LINE=(commandline -cp) cvg completion words)
    if set -q words[1]
        string join \\n -- $words
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c cvg -f -a '(__cvg_words)'`,
} as const;
type Shell = keyof typeof SCRIPTS;
const isShell = (text: string): text is Shell => Object.hasOwn(SCRIPTS, text);

const EXAMPLES = `
Examples:
  $ source <(cvg completion bash)                                    in ~/.bashrc
  $ source <(cvg completion zsh)                                     in ~/.zshrc
  $ cvg completion fish > ~/.config/fish/completions/cvg.fish
`;

/** @param commands by their names @param load one of them */
export function completionCommand(names: readonly string[], load: (name: string) => Promise<Command | undefined>): Command {
    return new NewCommand("completion")
        .description("Print what lets a shell complete the commands and options of cvg. `words` is what the shell asks.")
        .addArgument(new Argument("<shell>", "which one").choices([...Object.keys(SCRIPTS), "words"]))
        .argument("[added...]", "what bash adds to `words`; nobody looks at it")
        .addHelpText("after", EXAMPLES)
        .action(async (shell: string) => {
            if (isShell(shell)) return void process.stdout.write(`${SCRIPTS[shell]}\n`);
            const { COMP_LINE = "", COMP_POINT } = process.env;
            const line = COMP_LINE.slice(0, COMP_POINT === undefined ? undefined : Number(COMP_POINT));
            const found = await offered(line, names, load);
            process.stdout.write(found.map((word) => `${word}\n`).join(""));
        });
}

/** What fits the last word of a line. Nothing where a file or a text of the user's own belongs: then the shell offers files. */
export async function offered(
    line: string,
    names: readonly string[],
    load: (name: string) => Promise<Command | undefined>,
): Promise<readonly string[]> {
    const [, name = "", ...words] = line.trimStart().split(/\s+/);
    const last = words.at(-1);
    if (last === undefined) return starting([...names, "--help", "--version"], name);
    const command = await load(name);
    if (command === undefined) return [];
    const before = command.options.find((option) => words.length > 1 && [option.short, option.long].includes(words.at(-2)));
    if (before !== undefined && (before.required || before.optional)) return starting(before.argChoices ?? [], last);
    const options = [...command.options.flatMap(({ long }) => long ?? []), "--help"];
    const choices = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
    return starting(last.startsWith("-") ? options : choices, last);
}

const starting = (words: readonly string[], start: string): readonly string[] => words.filter((word) => word.startsWith(start));
