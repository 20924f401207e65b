// Tables of what a resource takes and answers, from the comments of its source: between `<!-- inputs: CustomerArgs -->` (or `outputs: Customer`)
// and `<!-- end -->` a page holds what is generated; the rest of it is written by hand.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** Where the interfaces and classes of users are. Other rooms have some of the same names. */
const ROOMS = ["resources", "constructs"];

/** Every interface and class of users by name. */
export function declarationsIn(folder) {
    const files = ROOMS.flatMap((room) => readdirSync(join(folder, room), { recursive: true }).map((file) => join(room, file))).filter(
        (file) => file.endsWith(".ts"),
    );
    const found = new Map();
    for (const file of files) {
        const source = ts.createSourceFile(file, readFileSync(join(folder, file), "utf8"), ts.ScriptTarget.Latest, true);
        for (const statement of source.statements)
            if (ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement)) found.set(statement.name?.text, statement);
    }
    return found;
}

export const prose = (comment) =>
    (typeof comment === "string" ? comment : (ts.getTextOfJSDocComment(comment) ?? "")).replace(/\s+/g, " ").trim();
const cell = (text) => text.replaceAll("|", "\\|");

/** Without what every input may be in Pulumi, and without words that say nothing to a reader. */
const typeText = (text) =>
    text
        .replace(/\s+/g, " ")
        .replace(/pulumi\.(?:Input|Output)<((?:[^<>]|<(?:[^<>]|<[^<>]*>)*>)*)>/g, "$1")
        .replace(/pulumi\.(?:Input|Output)<((?:[^<>]|<(?:[^<>]|<[^<>]*>)*>)*)>/g, "$1")
        .replaceAll("readonly ", "")
        .replaceAll("pulumi.", "");

export function row(member) {
    const tags = ts.getJSDocTags(member);
    const byDefault = tags.find((tag) => tag.tagName.text === "default");
    const [comment] = member.jsDoc ?? [];
    return {
        name: member.name.getText(),
        type: typeText(member.type?.getText() ?? ""),
        text: prose(comment?.comment ?? ""),
        byDefault: byDefault === undefined ? undefined : prose(byDefault.comment),
        required: member.questionToken === undefined,
    };
}

export function inputs(declarations, name) {
    const declaration = declarations.get(name);
    if (declaration === undefined) throw new Error(`no interface ${name}`);
    const inherited = (declaration.heritageClauses ?? []).flatMap(({ types }) =>
        types.flatMap((above) => inheritedFrom(declarations, above)),
    );
    const own = declaration.members.filter((member) => member.name !== undefined && member.type !== undefined).map(row);
    return [...own, ...inherited];
}

/** Of `Omit<Other, "some" | "more">` what is left. */
function inheritedFrom(declarations, { expression, typeArguments = [] }) {
    const name = expression.getText();
    if (name !== "Omit") return declarations.has(name) ? inputs(declarations, name) : [];
    const [other, without] = typeArguments.map((argument) => argument.getText());
    const left = new Set([...without.matchAll(/"(\w+)"/g)].map(([, input]) => input));
    return inputs(declarations, other).filter((input) => !left.has(input.name));
}

/** What a program reads: not what is there for the engine or the compiler alone. */
const isForUsers = (member) => /^\w+$/.test(member.name.getText()) && !member.name.getText().startsWith("_");
export const isOutput = (member) => ts.isPropertyDeclaration(member) || (ts.isGetAccessor(member) && member.name.getText() === "token");

function table(kind, name, declarations) {
    if (kind === "inputs") {
        const rows = inputs(declarations, name)
            .sort((one, other) => Number(other.required) - Number(one.required))
            .map(({ name: input, type, text, byDefault, required }) => {
                const absent = required ? "**required**" : (byDefault ?? "none");
                return `| \`${input}\` | \`${cell(type)}\` | ${cell(absent)} | ${cell(text)} |`;
            });
        return ["| input | type | left out | meaning |", "| --- | --- | --- | --- |", ...rows].join("\n");
    }
    const rows = declarations
        .get(name)
        .members.filter((member) => isOutput(member) && isForUsers(member))
        .map(row)
        .map(({ name: output, type, text }) => `| \`${output}\` | \`${cell(type)}\` | ${cell(text || "As it was declared.")} |`);
    return ["| output | type | meaning |", "| --- | --- | --- |", ...rows].join("\n");
}

/** A page with its tables written anew. */
export function withTables(page, sources) {
    const declarations = declarationsIn(sources);
    return page.replace(
        /<!-- (inputs|outputs): (\w+) -->\n.*?<!-- end -->/gs,
        (_all, kind, name) => `<!-- ${kind}: ${name} -->\n\n${table(kind, name, declarations)}\n\n<!-- end -->`,
    );
}
