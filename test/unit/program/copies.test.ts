/** Several copies of the package in one program, each with an SDK of its own: as package managers leave them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as cvg from "../../../provider/index.js";
import { VERSION } from "../../../provider/package/version.js";
import { underMocks } from "./mocks.js";

/** Loads everything once more, from the SDK to the classes. */
function copyOf(version: string): typeof cvg {
    let copy = cvg;
    jest.isolateModules(() => {
        jest.doMock("../../../provider/package/version.js", () => ({ VERSION: version }));
        copy = require("../../../provider/index.js");
    });
    return copy;
}

beforeEach(async () => {
    await underMocks();
});

test("the version that the package knows of itself is the one that it is published with", () => {
    expect(JSON.parse(readFileSync(join(__dirname, "../../../package.json"), "utf8"))).toMatchObject({ version: VERSION });
});

test("copies of one version judge what they declare together, in both directions", () => {
    const copy = copyOf(VERSION);
    expect(copy.Customer).not.toBe(cvg.Customer);
    const acme = new cvg.Customer("acme", { name: "Acme", privacy: { anonymizeNumbers: true } });
    expect(() => new copy.Account("claims", { customer: acme, name: "Schaden", privacy: { anonymizeNumbers: false } })).toThrow(
        /^CVG101 claims: anonymizeNumbers cannot be false: customer "Acme" \(acme\)/,
    );
    const sales = new copy.Account("sales", { customer: acme, name: "Vertrieb", privacy: {} });
    expect(() => new cvg.PrivacyPolicy("sales-privacy", { scope: sales, recordings: false })).toThrow(/^CVG103 sales-privacy: /);
});

test("the reseller of one copy is the reseller of the other", () => {
    const copy = copyOf(VERSION);
    new copy.PrivacyPolicy("top", { scope: cvg.reseller, recordings: false });
    expect(() => new cvg.Customer("acme", { name: "Acme", privacy: { recordings: true } })).toThrow(/^CVG101 acme: recordings/);
});

test("a copy of another version is refused with both versions and both places", () => {
    new cvg.Customer("acme", { name: "Acme" });
    const folder = join(__dirname, "../../..");
    expect(() => new (copyOf("9.9.9").Customer)("globex", { name: "Globex" })).toThrow(
        `CVG411 two versions of pulumi-cvg declare resources in this program: ${VERSION} in ${folder}, and 9.9.9 in ${folder}.`,
    );
});

test("a copy of another version that declares nothing disturbs nobody", () => {
    expect(copyOf("9.9.9").atMost("1 day")).toEqual({ atMost: "1 day" });
    expect(() => new cvg.Customer("acme", { name: "Acme" })).not.toThrow();
});
