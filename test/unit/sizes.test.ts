/** What is too large to be read is named with its place. */
const { tooLarge } = jest.requireActual<{ readonly tooLarge: (files: ReadonlyMap<string, string>) => readonly string[] }>(
    "../tools/sizes.cjs",
);

const lines = (count: number): string => "const a = 1;\n".repeat(count);
const functionOf = (count: number): string => `export function long() {\n${"    go();\n".repeat(count - 2)}}\n`;

test("a file, a function and a folder may be as large as is allowed", () => {
    const folder = Array.from({ length: 15 }, (_, index) => [`provider/gateway/${index}.ts`, ""] as const);
    expect(tooLarge(new Map([["provider/a.ts", lines(300)], ["provider/b.ts", functionOf(100)], ...folder]))).toEqual([]);
});

test("what is larger is told with where it stands", () => {
    const folder = Array.from({ length: 16 }, (_, index) => [`provider/resources/unit/write/${index}.ts`, ""] as const);
    const below = Array.from({ length: 16 }, (_, index) => [`provider/review/${index}.ts`, ""] as const);
    expect(tooLarge(new Map([["test/a.test.ts", lines(301)], ["provider/b.ts", `\n${functionOf(101)}`], ...folder, ...below]))).toEqual([
        "test/a.test.ts: 301 lines, 300 are allowed",
        "provider/b.ts:2: a function of 101 lines, 100 are allowed",
        "provider/resources/unit/write: 16 files at one level, 15 are allowed",
    ]);
});
