/** What the types between the rooms are for: slips that are planted, one at a time, each are an error of the compiler. */
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import ts from "typescript";
import { SLIPS } from "./planted.js";

const root = join(__dirname, "../../..");

/** The compiler, with the text of one file replaced in memory. What was parsed before is used again. */
function compiler() {
    const path = join(root, "tsconfig.json");
    const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(path, ts.sys.readFile).config, ts.sys, dirname(path));
    const files = [...new Set(SLIPS.map(({ file }) => join(root, file)))];
    const parsed = new Map<string, ts.SourceFile>();
    let program: ts.Program | undefined;
    return (file: string, text?: string): readonly string[] => {
        const changed = join(root, file);
        const host = ts.createCompilerHost(options);
        const read = host.getSourceFile;
        host.getSourceFile = (name, target, ...rest) => {
            if (text !== undefined && name === changed) return ts.createSourceFile(name, text, target, true);
            const source = parsed.get(name) ?? read(name, target, ...rest);
            if (source !== undefined) parsed.set(name, source);
            return source;
        };
        program = ts.createProgram({ rootNames: files, options, host, ...(program === undefined ? {} : { oldProgram: program }) });
        const source = program.getSourceFile(changed);
        assert.ok(source);
        return program.getSemanticDiagnostics(source).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
    };
}

const compile = compiler();

test.each(SLIPS)(
    "$what does not compile",
    ({ file, right, wrong }) => {
        const text = ts.sys.readFile(join(root, file)) ?? "";
        expect(text.split(right)).toHaveLength(2);
        expect(compile(file)).toEqual([]);
        expect(compile(file, text.replace(right, wrong))).not.toEqual([]);
    },
    60_000,
);
