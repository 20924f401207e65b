/** Options of the command line that are given twice. */
import { Command } from "commander";
import { onceEach } from "../../../provider/cli/once-each.js";

const collected = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

function given(...args: readonly string[]): Readonly<Record<string, unknown>> {
    const command = new Command("audit")
        .option("--rules <file>", "one value")
        .option("--fail-on <gates>", "one value that is a list", (text) => text.split(","))
        .option("-o, --output <format>", "as often as wanted", collected, [])
        .option("--stack <name>", "as often as wanted, and none by default", collected)
        .option("--live", "no value");
    return onceEach(command).parse(args, { from: "user" }).opts();
}

test.each([
    ["a file", ["--rules", "a.yaml", "--rules", "b.yaml"], '--rules is given twice, as "a.yaml" and as "b.yaml"'],
    ["a file behind a sign", ["--rules=a.yaml", "--live", "--rules=b.yaml"], '--rules is given twice, as "a.yaml" and as "b.yaml"'],
    ["a list", ["--fail-on", "exposed", "--fail-on", "data-lost"], '--fail-on is given twice, as "exposed" and as "data-lost"'],
])("%s that the last one would replace is refused", (_what, args, said) => {
    expect(() => given(...args)).toThrow(`CVG602 ${said}, and only the last would count.\n  Say it once.`);
});

test("what may be given again may, and the same once more does no harm", () => {
    expect(given("-o", "json", "--output", "sarif", "--stack", "a", "--stack", "b", "--stack", "c")).toEqual({
        output: ["json", "sarif"],
        stack: ["a", "b", "c"],
    });
    expect(given("--rules", "a.yaml", "--rules", "a.yaml", "--live", "--live", "--fail-on", "x", "--fail-on", "x")).toEqual({
        rules: "a.yaml",
        failOn: ["x"],
        live: true,
        output: [],
    });
});
