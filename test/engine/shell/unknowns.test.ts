/** In a preview any value may not be known yet, at any depth, and arrive as any of five marks. */
import { type Link, tell } from "../../../provider/told.js";
import { isSealed, type Properties, sealed } from "../../harness/properties.js";
import { everyInput, smallProject } from "./programs.js";
import { HANDLERS, type Handler, openShell, QUIET, refusals, type Shell, to } from "./shell.js";

const STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const MARKS = [
    STRING,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
];

type Path = readonly (string | number)[];
const isBranch = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Every place in a value that can be unknown: leaves, objects and lists. */
const places = (value: unknown, path: Path = []): readonly Path[] => [
    ...(path.length > 0 ? [path] : []),
    ...(Array.isArray(value)
        ? value.flatMap((inner, index) => places(inner, [...path, index]))
        : isBranch(value)
          ? Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))
          : []),
];

function at(value: unknown, [key, ...path]: Path): unknown {
    if (key === undefined) return value;
    return isBranch(value) ? at(Object.entries(value).find(([name]) => name === String(key))?.[1], path) : undefined;
}

function put(value: unknown, [key, ...path]: Path, mark: unknown): unknown {
    if (key === undefined) return mark;
    if (Array.isArray(value)) return value.map((inner, index) => (index === key ? put(inner, path, mark) : inner));
    return isBranch(value) ? { ...value, [key]: put(at(value, [key]), path, mark) } : value;
}

const withMark = (inputs: Properties, path: Path, mark: unknown): Properties =>
    Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, path[0] === key ? put(value, path.slice(1), mark) : value]));

let shell: Shell;
let inputs: Readonly<Record<Handler, Properties>>;
beforeAll(async () => {
    shell = await openShell();
    const run = await shell.engine.up([
        { type: "cvg:Customer", name: "acme", inputs: { name: "Acme" } },
        { type: "cvg:Account", name: "claims", inputs: (declared) => ({ name: "Schaden", customer: declared("acme").id }) },
    ]);
    expect(run.problem).toBeUndefined();
    const id = (name: string): string => shell.engine.state.get(name)?.id ?? "";
    inputs = {
        customer: everyInput.customer(),
        account: everyInput.account(id("acme")),
        project: everyInput.project(id("claims")),
        "privacy-policy": everyInput["privacy-policy"](id("claims")),
    };
});
afterAll(async () => {
    const printed = shell.provider.printed();
    await shell.close();
    expect(printed).toMatch(QUIET);
});

test.each(HANDLERS)("whatever is not known of a %s, at any depth, check passes it on as not known and refuses nothing", async (handler) => {
    const wrong: unknown[] = [];
    for (const path of places(inputs[handler])) {
        for (const mark of MARKS) {
            const news = to(handler, withMark(inputs[handler], path, mark));
            const checked = await shell.provider.check("urn", {}, news);
            const found = at(checked.inputs, path);
            if (checked.failures.length > 0 || (isSealed(found) ? found.value : found) !== STRING) wrong.push({ path, checked });
        }
    }
    expect(wrong).toEqual([]);
});

test.each(HANDLERS)("a %s of which nothing is known is neither refused nor a crash", async (handler) => {
    const nothing = Object.fromEntries(Object.keys(inputs[handler]).map((key) => [key, sealed(MARKS[4])]));
    expect((await shell.provider.check("urn", {}, to(handler, { ...nothing, __above: MARKS[3], __by: MARKS[0] }))).failures).toEqual([]);
});

test.each(HANDLERS)("the effective settings of a %s are not known where its own are not, and known where they are", async (handler) => {
    const path = handler === "privacy-policy" ? ["recordings"] : ["privacy", "recordings"];
    const checked = await shell.provider.check("urn", {}, to(handler, withMark(inputs[handler], path, MARKS[1])));
    expect(checked.inputs.effective).toMatchObject({ recordings: STRING, dialogRetention: "1 day", recordingRetention: "1 week" });
});

test.each(["customer", "account", "project"] as const)(
    "where all settings of a %s are not known, nobody below takes them for none",
    async (handler) => {
        const checked = await shell.provider.check("urn", {}, to(handler, { ...inputs[handler], privacy: MARKS[4] }));
        expect(checked.inputs).toMatchObject({ privacy: STRING, effective: STRING, decidedBy: STRING });
    },
);

const below = (effective: Properties): readonly Link[] => [{ level: "customer", by: "acme", effective }];

test("what is known and forbidden is refused, whatever is not known beside it", async () => {
    const account = {
        customer: MARKS[0],
        name: MARKS[2],
        privacy: { recordings: MARKS[1], storeDialogData: true, dialogRetention: "1 week", recordingRetention: "1 month" },
        ...tell({ by: "claims", above: below({ dialogRetention: "1 day", storeDialogData: MARKS[1], recordingRetention: "1 week" }) }),
    };
    expect(await refusals(shell.provider, "account", account)).toEqual([
        expect.stringMatching(/^CVG101 claims: recordingRetention "1 month" .* "1 week"/),
        expect.stringMatching(/^CVG101 claims: dialogRetention "1 week" .* "1 day"/),
    ]);
    const project = smallProject(MARKS[0], {
        ...tell({ by: "hotline" }),
        bot: { type: "custom", url: MARKS[0], token: "t", colour: "red" },
        platformNumbers: [MARKS[0], "089"],
        transcribers: MARKS[3],
        utteranceTimeout: 5,
        privacy: { dialogRetention: { atMost: MARKS[0] }, recordings: "sometimes" },
    });
    expect((await refusals(shell.provider, "project", project)).map((reason) => reason.split(" ", 3).join(" ")).sort()).toEqual([
        "CVG102 hotline: privacy.recordings",
        "CVG201 hotline: platformNumbers[1]",
        "CVG201 hotline: utteranceTimeout",
        "CVG202 hotline: bot.colour",
    ]);
});

test("the tokens of units above that are not made yet are no reason to ask the gateway for them", async () => {
    const policy = {
        scope: MARKS[0],
        dialogRetention: "1 week",
        ...tell({ level: "project", by: "p", above: below({ dialogRetention: "1 day" }) }),
    };
    expect(await refusals(shell.provider, "privacy-policy", policy)).toEqual([expect.stringContaining("CVG101 p: dialogRetention")]);
    const untold = await shell.provider.check("urn", {}, to("privacy-policy", { scope: MARKS[0], recordings: false }));
    expect(untold).toMatchObject({ failures: [], inputs: { scope: STRING, level: STRING, effective: STRING, decidedBy: STRING } });
});

test("a parent that is not known yet replaces an account and moves a project", async () => {
    const diff = (handler: Handler, parent: string) => {
        const { [parent]: above, ...rest } = inputs[handler];
        return shell.provider.diff("id", "urn", to(handler, { ...rest, [parent]: above }), to(handler, { ...rest, [parent]: MARKS[0] }));
    };
    expect(await diff("account", "customer")).toMatchObject({ changes: "unknown", replaces: ["customer"] });
    expect(await diff("project", "account")).toMatchObject({ changes: "unknown", replaces: [] });
    expect(await diff("privacy-policy", "scope")).toMatchObject({ changes: "unknown", replaces: ["scope"] });
});
