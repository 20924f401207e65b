import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { CATALOGUE } from "../../provider/errors/index.js";

const provider = join(__dirname, "../../provider");
const files = readdirSync(provider, { recursive: true, encoding: "utf8" })
    .map((file) => join(provider, file))
    .filter((file) => statSync(file).isFile() && !/errors.codes/.test(file));
const source = files.map((file) => readFileSync(file, "utf8")).join("\n");

describe("the catalogue of messages", () => {
    test.each(Object.keys(CATALOGUE))("%s is used", (code) => expect(source).toContain(code));

    test.each(Object.entries(CATALOGUE).filter(([, entry]) => "example" in entry))(
        "the example of %s is one of its messages",
        (code, entry) => expect("example" in entry && entry.example).toMatch(new RegExp(`^${code} \\S`)),
    );

    const texts = Object.values(CATALOGUE).flatMap((entry) => ("says" in entry ? Object.keys(entry.says) : []));
    const said = new Set(Array.from(source.matchAll(/\bsays\.(\w+)/g), ([, form]) => form));
    test.each([...new Set(texts)])("the text %s is said somewhere", (form) => expect(said).toContain(form));

    test("no text of a code stands outside of the catalogue", () => {
        expect(source.match(/(?:\bCvgError|\bcoded)\(\s*"CVG\d{3}"|\bcode: "CVG\d{3}",/g)).toBeNull();
    });

    test("no code is used that the catalogue does not explain", () => {
        const used = new Set(source.match(/\bCVG\d{3}\b/g));
        expect([...used].filter((code) => !(code in CATALOGUE))).toEqual([]);
    });
});
