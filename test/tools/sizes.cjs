// Holds the code to the sizes in which it can be read: lines of a file, lines of a function, files of a folder. Part of `npm run lint`.
const { readdirSync, readFileSync } = require("node:fs");
const { dirname, join, relative } = require("node:path");
const ts = require("typescript");

const FILE_LINES = 300;
const FUNCTION_LINES = 100;
/** Of one level: those of its folders do not count. */
const FOLDER_FILES = 15;
const CROWDED = /^provider\/(?:gateway|sandbox|program|resources\/unit)(?:\/|$)/;

const root = join(__dirname, "../..");
const typescript = (folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts") && !file.includes("node_modules"))
        .map((file) => join(folder, file));
const lines = (text) => text.split("\n").length - (text.endsWith("\n") ? 1 : 0);

/** Functions that are too long, as `name (from line n): m lines`. */
function longFunctions(file, text) {
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const line = (position) => source.getLineAndCharacterOfPosition(position).line + 1;
    const found = [];
    const visit = (node) => {
        if (ts.isFunctionLike(node) && node.body !== undefined) {
            const [from, to] = [line(node.getStart()), line(node.end)];
            if (to - from + 1 > FUNCTION_LINES)
                found.push(`${file}:${from}: a function of ${to - from + 1} lines, ${FUNCTION_LINES} are allowed`);
        }
        ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
}

/** What is too large, in words. `files`: by path, their text. */
function tooLarge(files) {
    const problems = [...files].flatMap(([file, text]) => {
        const long = lines(text) > FILE_LINES ? [`${file}: ${lines(text)} lines, ${FILE_LINES} are allowed`] : [];
        // The callback of a `describe` is a table of contents, not a function to be read at once.
        return [...long, ...(file.startsWith("provider/") ? longFunctions(file, text) : [])];
    });
    const folders = new Map();
    for (const file of files.keys()) folders.set(dirname(file), (folders.get(dirname(file)) ?? 0) + 1);
    const crowded = [...folders].filter(([folder, count]) => CROWDED.test(folder) && count > FOLDER_FILES);
    return [...problems, ...crowded.map(([folder, count]) => `${folder}: ${count} files at one level, ${FOLDER_FILES} are allowed`)];
}
module.exports = { tooLarge };

if (require.main === module) {
    const files = new Map(
        ["provider", "test", "examples"].flatMap(typescript).map((file) => [relative(".", file), readFileSync(join(root, file), "utf8")]),
    );
    const problems = tooLarge(files);
    for (const problem of problems) console.error(problem);
    process.exitCode = problems.length === 0 ? 0 : 1;
}
