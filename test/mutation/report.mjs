// What Stryker found, as a page of docs/, and what of it does not hold.

/** In percent, of all faults: none is left out. */
const AT_LEAST = 95;
// A fault with which test files cannot even be loaded fails them all. Without a fault they are loaded: Stryker demands it before it plants any.
const NOTICED = new Set(["Killed", "Timeout", "RuntimeError"]);

/** The text of a fault's place, on one line. */
function original({ source, location: { start, end } }) {
    const lines = source.split("\n").slice(start.line - 1, end.line);
    lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1);
    lines[0] = lines[0].slice(start.column - 1);
    return lines.join("\n").replace(/\s+/g, " ");
}

/** Every planted fault: where, what it was and became, and whether a test noticed. */
export function faultsOf({ files }) {
    return Object.entries(files).flatMap(([file, { source, mutants }]) =>
        mutants.map(({ location, replacement, mutatorName, status }) => ({
            file,
            line: location.start.line,
            kind: mutatorName,
            from: original({ source, location }),
            to: replacement.replace(/\s+/g, " "),
            noticed: NOTICED.has(status),
            status,
        })),
    );
}

/** A reason names its fault by file, text and replacement: lines move. */
const explains =
    ({ file, from, to }) =>
    (reason) =>
        reason.file === file && reason.from === from && reason.to === to;

const score = (faults) => (100 * faults.filter(({ noticed }) => noticed).length) / faults.length;

export function problems(faults, reasons) {
    const survivors = faults.filter(({ noticed }) => !noticed);
    const unexplained = survivors.filter((fault) => !reasons.some(explains(fault)));
    const needless = reasons.filter((reason) => !survivors.some((fault) => explains(fault)(reason)));
    return [
        ...(score(faults) >= AT_LEAST ? [] : [`${score(faults).toFixed(1)} % of the faults were noticed, less than ${AT_LEAST} %`]),
        ...unexplained.map(
            ({ file, line, from, to }) => `${file}:${line} survives without a reason: ${JSON.stringify({ file, from, to })}`,
        ),
        ...needless.map((reason) => `no such fault survives: ${JSON.stringify(reason)}`),
    ];
}

const code = (text) => `\`${text.replaceAll("|", "\\|").replaceAll("`", "'")}\``;
const percent = (faults) => `${score(faults).toFixed(1)} %`;

export function page(faults, reasons, version) {
    const survivors = faults.filter(({ noticed }) => !noticed);
    const files = Map.groupBy(faults, ({ file }) => file);
    return `${[
        "# Planted faults",
        "<!-- Written by `npm run soak:mutation`. Do not edit. -->",
        `Stryker ${version} plants small faults in \`provider/policy\`, one at a time: a condition turned round, a comparison that takes the other end, a text or a line left out. ` +
            "The tests of `test/unit/policy` have to notice, the laws on random trees (100 of each) among them. A fault that no test notices says that a test is missing, or that the fault changes nothing.",
        `**${faults.length - survivors.length} of ${faults.length} faults were noticed: ${percent(faults)}** (at least ${AT_LEAST} % are demanded). No fault is left out, and comments that would leave one out fail \`npm run lint\`.`,
        [
            "| file | faults | noticed |",
            "| --- | --- | --- |",
            ...[...files].map(([file, all]) => `| ${file} | ${all.length} | ${percent(all)} |`),
        ].join("\n"),
        "## What survives, and why",
        "The reasons stand in `test/mutation/survivors.json`. A survivor without a reason fails the run, and so does a reason without a survivor.",
        survivors.length === 0
            ? "Nothing."
            : [
                  "| place | was | became | reason |",
                  "| --- | --- | --- | --- |",
                  ...survivors.map((fault) => {
                      const { file, line, from, to } = fault;
                      return `| ${file.replace("provider/policy/", "")}:${line} | ${code(from)} | ${code(to)} | ${reasons.find(explains(fault))?.reason ?? "**none**"} |`;
                  }),
              ].join("\n"),
    ].join("\n\n")}\n`;
}
