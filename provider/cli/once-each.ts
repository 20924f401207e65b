/** An option that takes one value, and is given two. */
import type { Command } from "commander";
import { CATALOGUE, CvgError } from "../errors/index.js";

/** Whether the second value is the first and more: such an option may be given again. */
const goesOn = (first: unknown, second: unknown): boolean =>
    Array.isArray(first) && Array.isArray(second) && second.length > first.length && first.every((each, index) => each === second[index]);

/** The last value would count, and nobody would hear that the first did not: half of the rules, or of the gates, would have judged. The command itself, which refuses that with CVG602. */
export function onceEach(command: Command): Command {
    for (const option of command.options.filter(({ required, optional }) => required || optional)) {
        let before: { readonly text: string; readonly value: unknown } | undefined;
        // Commander's own listener was there first: the value is taken.
        command.on(`option:${option.name()}`, (text: string) => {
            const value: unknown = command.getOptionValue(option.attributeName());
            if (before !== undefined && before.text !== text && !goesOn(before.value, value))
                throw CvgError.of(CATALOGUE.CVG602.says.twice({ option: `--${option.name()}`, first: before.text, second: text }));
            before = { text, value };
        });
    }
    return command;
}
