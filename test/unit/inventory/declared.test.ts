/** Which line of a program declares a unit, from the state of a stack. */
import { declarationsIn } from "../../../provider/inventory/declared.js";

const at = (sourcePosition?: string, ...callers: readonly string[]) => {
    const resource = {
        urn: "urn:pulumi:prod::acme::cvg:index:Customer::acme",
        type: "cvg:index:Customer",
        id: "token",
        sourcePosition,
        stackTrace: [sourcePosition, ...callers].map((position) => ({ sourcePosition: position })),
    };
    return declarationsIn("prod", { deployment: { resources: [resource] } }).get("token")?.[0]?.position;
};
const PACKAGE = "project:///node_modules/pulumi-cvg/dist/index.js#4711,13";
const HOST = "project:///../../go/pkg/mod/github.com/pulumi/pulumi-yaml@v1.38.1/pkg/server/server.go#316";

test("the line is the user's own, without its column", () => {
    expect(at("project:///index.ts#7,16")).toBe("index.ts#7");
});

test("of a construct of a package it is the line that asked for it", () => {
    expect(at(PACKAGE, PACKAGE, "project:///tenants/acme.ts#12,3", "project:///index.ts#7,1")).toBe("tenants/acme.ts#12");
});

test("a line of a language's host, or of a package alone, is none of the program's", () => {
    expect([at(HOST, HOST), at(PACKAGE), at()]).toEqual([undefined, undefined, undefined]);
});
