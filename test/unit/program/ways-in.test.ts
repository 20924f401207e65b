/** What a user tries first and what cannot work is refused with what does, and without a stack. */
import * as pulumi from "@pulumi/pulumi";
import * as cvg from "../../../provider/index.js";
import { underMocks } from "./mocks.js";

const TOKEN = "030a237d-1111-4222-8333-444455556666";

/** As the SDK prints an error that a program throws: a RunError is its message and nothing else. */
const printedAs = (thrown: unknown): string => {
    if (!(thrown instanceof Error)) return "no error";
    const { message, stack = "" } = thrown;
    return pulumi.RunError.isInstance(thrown) ? message : stack;
};
const thrownBy = (run: () => unknown): unknown => {
    try {
        run();
    } catch (thrown) {
        return thrown;
    }
    return undefined;
};

beforeAll(async () => {
    await underMocks();
});

test("the option import is refused with the line that takes the unit over", () => {
    expect(printedAs(thrownBy(() => new cvg.Customer("acme", { name: "Acme" }, { import: TOKEN })))).toBe(
        `CVG326 acme: the option import cannot work with this provider.\n  Write ifExists: { token: "${TOKEN}" } instead, which takes the unit over at the next up; the line can go again afterwards.`,
    );
    expect(printedAs(thrownBy(() => new cvg.PrivacyPolicy("limits", { scope: TOKEN }, { import: TOKEN })))).toMatch(
        /^CVG326 limits: the option import cannot work with this provider\.\n {2}Leave it out: [^\n]*$/,
    );
});

test.each(["*", "[*]", '["*"]'])(
    "ignoreChanges: %s is refused where the program or a transformation says it, with what to write instead",
    (path) => {
        const refused = (by: string, like: string) =>
            `CVG201 ${by}: ignoreChanges names "*", which is also what its class tells the provider.\n  List the fields instead, as in ignoreChanges: ${like}.`;
        const options = { ignoreChanges: ["color", path] };
        const late = { transformations: [({ props }: pulumi.ResourceTransformationArgs) => ({ props, opts: options })] };
        for (const each of [options, late]) {
            expect(printedAs(thrownBy(() => new cvg.Customer("acme", { name: "Acme" }, each)))).toBe(
                refused("acme", '["name", "privacy"]'),
            );
            expect(printedAs(thrownBy(() => new cvg.PrivacyPolicy("limits", { scope: TOKEN }, each)))).toBe(
                refused("limits", '["recordings", "dialogRetention"]'),
            );
        }
        expect(thrownBy(() => cvg.Customer.get("read", TOKEN, options))).toBeUndefined();
        expect(thrownBy(() => new cvg.Customer("other", { name: "Other" }, { ignoreChanges: ["privacy.*"] }))).toBeUndefined();
    },
);

test("a name that is an output is refused with what to do instead", async () => {
    const name = pulumi.output("Acme");
    // As a program in JavaScript would, which no compiler holds back.
    const thrown: unknown = await Reflect.apply(cvg.getCustomer, undefined, [{ name }]).catch((error: unknown) => error);
    expect(printedAs(thrown)).toMatch(
        /^CVG326 getCustomer: name is no text\. It may be an output.*\n {2}Give a text\..* its object instead[^\n]*$/,
    );
});

test("without a gateway a look-up says what is missing, and not where in which file", async () => {
    const thrown = await cvg.getCustomer({ name: "Acme" }).catch((error: unknown) => error);
    expect(printedAs(thrown)).toMatch(/^CVG401 getCustomer: the gateway cannot be asked here\.\n {2}[^\n]*$/);
});

test.each([
    [cvg.Customer, "Customer"],
    [cvg.Account, "Account"],
    [cvg.Project, "Project"],
    [cvg.PrivacyPolicy, "PrivacyPolicy"],
])("typed policies find a resource by its class", (resource, name) => {
    expect(resource.__pulumiType).toBe(`pulumi-nodejs:dynamic/cvg:${name}`);
});
