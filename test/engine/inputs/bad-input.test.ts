/** Every input that is wrong is refused by the real provider process before anything is written: with a code, the resource, the field, the reason and the remedy. */

import type { z } from "zod";
import { accountShape } from "../../../provider/resources/account/inputs.js";
import { customerShape } from "../../../provider/resources/customer/inputs.js";
import { policyShape } from "../../../provider/resources/privacy-policy/inputs.js";
import { projectShape } from "../../../provider/resources/project/inputs.js";
import { tell } from "../../../provider/told.js";
import { type Declaration, engineOnGrpc } from "../../harness/engine-on-grpc.js";
import type { Properties } from "../../harness/properties.js";
import { everyInput } from "../shell/programs.js";
import { HANDLERS, type Handler, openShell, QUIET, type Shell } from "../shell/shell.js";
import { BAD, MARKER, type Row } from "./bad-values.js";
import { type Place, pathOf, placesOf, put, unmatched, written } from "./shape-places.js";

const SHAPES = {
    customer: customerShape(),
    account: accountShape(),
    project: projectShape(),
    "privacy-policy": policyShape(),
} satisfies Record<Handler, z.ZodType>;
const TYPES = { customer: "cvg:Customer", account: "cvg:Account", project: "cvg:Project", "privacy-policy": "cvg:PrivacyPolicy" } as const;

/** A bot of each type, complete. */
const url = "https://bot.example";
const botOf = (type: string): Properties => {
    if (type === "cognigy") return { type, endpointUrl: url, channel: "voice" };
    return type.startsWith("dialogflow")
        ? { type, serviceAccountKey: JSON.stringify({ key: MARKER }), agent: "agent" }
        : { type, url, token: MARKER };
};

let shell: Shell;
let above: Readonly<Record<Handler, string>>;
let writesBefore: number;
beforeAll(async () => {
    shell = await openShell();
    const run = await shell.engine.up([
        { type: "cvg:Customer", name: "acme", inputs: { name: "Acme above" } },
        { type: "cvg:Account", name: "claims", inputs: (declared) => ({ name: "Schaden above", customer: declared("acme").id }) },
    ]);
    expect(run.problem).toBeUndefined();
    const id = (name: string): string => shell.engine.state.get(name)?.id ?? "";
    above = { customer: "", account: id("acme"), project: id("claims"), "privacy-policy": id("claims") };
    writesBefore = await shell.console.writes();
});
/** Nothing of all this was written, and nobody said a word of what may be a secret. */
afterAll(async () => {
    const [writes, said, printed] = [await shell.console.writes(), shell.provider.messages, shell.provider.printed()];
    await shell.close();
    expect(writes).toBe(writesBefore);
    expect(JSON.stringify(said)).not.toContain(MARKER);
    expect(printed).toMatch(QUIET);
});

/** All inputs of a resource, with a bot of the type that the place belongs to. */
function complete(handler: Handler, place: string): Properties {
    const inputs = everyInput[handler](above[handler]);
    const type = /^bot\((.*?)\)/.exec(place)?.[1] ?? "custom";
    return handler === "project" ? { ...inputs, bot: botOf(type) } : inputs;
}

/** What `up` says to inputs. It must be refused in the check. */
async function refusal(handler: Handler, inputs: Properties): Promise<string> {
    const program: readonly Declaration[] = [
        { type: TYPES[handler], name: "wrong-one", inputs: { ...inputs, ...tell({ by: "wrong-one" }) } },
    ];
    const { problem, steps } = await engineOnGrpc(shell.provider).up(program);
    expect({ during: problem?.during, steps, reasons: problem?.reasons.length }).toEqual({ during: "check", steps: [], reasons: 1 });
    const reason = problem?.reasons.join("\n") ?? "";
    expect(reason).not.toContain(MARKER);
    expect(reason).not.toMatch(/invalid|expected|undefined|symbol/i);
    return reason;
}

const without = (handler: Handler, name: string, value: unknown): Properties => {
    const inputs = complete(handler, name);
    const path = pathOf(name);
    const [top = ""] = path;
    return { ...inputs, [top]: put(inputs[top], path.slice(1), value) };
};

const OF_KIND: readonly (readonly [Row["kind"] | "nothing", unknown])[] = [
    ["text", MARKER],
    ["number", 7],
    ["switch", true],
    ["list", [MARKER]],
    ["object", { token: MARKER }],
    ["nothing", null],
];
/** Values of these kinds may be right, too. */
const ALSO: Partial<Readonly<Record<Row["kind"], readonly string[]>>> = { setting: ["switch", "text"], choice: ["text", "object"] };
const otherKinds = ({ kind }: Row) => OF_KIND.filter(([other]) => other !== kind && ALSO[kind]?.includes(other) !== true);

const codeOf = ({ kind }: Row): string => (kind === "setting" ? "CVG102" : "CVG201");

describe.each(HANDLERS)("a wrong %s", (handler) => {
    const rows = BAD[handler] ?? {};
    const cases = placesOf(SHAPES[handler]).flatMap((place) => {
        const row = rows[place.name];
        return row === undefined ? [] : [{ place, row, name: place.name }];
    });

    test("has a row for each field of its shape, and for no other", () => {
        expect(unmatched(SHAPES[handler], rows)).toEqual({ untold: [], gone: [] });
    });

    test.each(cases)("is refused where $name is of another kind, or not of the form that it takes", async ({ name, row }) => {
        const values = [...otherKinds(row).map(([, value]) => [value, ""] as const), ...(row.wrong ?? [])];
        for (const [value, says] of values) {
            const reason = await refusal(handler, without(handler, name, value));
            expect(reason).toMatch(new RegExp(`^${codeOf(row)} wrong-one: \\S+ (?:does not take|is the same as) .+\\.\n  .+\\.$`));
            expect(reason).toContain(`wrong-one: ${written(name)}`);
            expect(reason).toContain(says);
            if (value === MARKER) expect(reason).not.toContain("Did you mean");
            expect(reason).toMatch(typeof row.takes === "string" ? new RegExp(literally(row.takes)) : row.takes);
        }
    });

    const nearly = cases.flatMap(({ name, row }) => (row.nearly === undefined ? [] : [{ name, row, nearly: row.nearly }]));
    if (nearly.length > 0)
        test.each(nearly)("is told what was meant where $name is nearly right", async ({ name, row, nearly: [value, meant] }) => {
            const reason = await refusal(handler, without(handler, name, value));
            expect(reason).toContain(
                `${codeOf(row)} wrong-one: ${written(name)} does not take this text.\n  Did you mean "${meant}"? It takes `,
            );
        });

    const required = cases.filter(({ place, name }) => place.required && !name.endsWith("]"));
    test.each(required)("is refused where $name is missing", async ({ name, row }) => {
        const reason = await refusal(handler, without(handler, name, undefined));
        expect(reason).toContain(`CVG203 wrong-one: ${written(name)} is missing.\n  It takes `);
        expect(reason).toMatch(typeof row.takes === "string" ? new RegExp(literally(row.takes)) : row.takes);
    });

    const whole: Place = { name: "", required: true, fields: topFields(handler) };
    const objects = [whole, ...cases.map(({ place }) => place), ...botsOf(handler)].filter(({ fields }) => fields !== undefined);
    test.each(objects)("is refused where a field of '$name' is misspelt", async ({ name, fields = [] }) => {
        for (const field of fields) {
            const path = name === "" ? `${field}x` : `${name}.${field}x`;
            const reason = await refusal(handler, without(handler, path, MARKER));
            const meant = written(path).slice(0, -1);
            expect(reason).toBe(
                `CVG202 wrong-one: ${written(path)} does not exist.\n  Did you mean ${meant}? If not, remove ${written(path)}.`,
            );
        }
    });

    test.each(objects)("is refused where '$name' has a field that nobody knows", async ({ name, fields = [] }) => {
        const path = name === "" ? "quitePeculiar" : `${name}.quitePeculiar`;
        const reason = await refusal(handler, without(handler, path, { token: MARKER }));
        expect(reason).toContain(`CVG202 wrong-one: ${written(path)} does not exist.\n  `);
        for (const field of name === "" ? [] : fields) expect(reason).toContain(field);
    });
});

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function topFields(handler: Handler): readonly string[] {
    return placesOf(SHAPES[handler])
        .map(({ name }) => name)
        .filter((name) => !/[.[(]/.test(name));
}

/** The forms of a bot as places: unknown fields can stand in each. */
function botsOf(handler: Handler): readonly Place[] {
    const inBots = placesOf(SHAPES[handler]).flatMap(({ name }) => [...name.matchAll(/^(bot\(.*\))\.(.*)$/g)]);
    const names = [...new Set(inBots.map(([, bot = ""]) => bot))];
    const fieldsIn = (name: string) => inBots.filter(([, bot]) => bot === name).map(([, , field = ""]) => field);
    return names.map((name) => ({ name, required: true, fields: fieldsIn(name) }));
}

test("a setting that stands beside privacy, and not in it, is told where it belongs", async () => {
    for (const handler of ["customer", "account", "project"] as const) {
        const reason = await refusal(handler, { ...complete(handler, ""), recordings: true });
        expect(reason).toContain("wrong-one: recordings does not exist.\n  Did you mean privacy.recordings?");
    }
});

test.each(botsOf("project"))("a field of another bot type is no field of a $name", async ({ name, fields = [] }) => {
    const type = name.slice(4, -1);
    for (const [field, belongs] of Object.entries({
        endpointUrl: '"cognigy"',
        serviceAccountKey: '"dialogflow-es" or "dialogflow-cx"',
        token: '"boost"',
    })) {
        if (fields.includes(field)) continue;
        const reason = await refusal("project", without("project", `${name}.${field}`, MARKER));
        expect(reason).toContain(`CVG202 wrong-one: bot.${field} does not exist for type "${type}".\n  It belongs to type ${belongs}`);
        expect(reason).toContain(`It takes type, ${fields.join(" and ")}.`);
    }
});

test("a unit of another level above, which does not exist yet, is refused at preview", async () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const told = tell({ by: "hotline", above: [{ level: "customer", unit: "acme", name: "Acme", id: unknown }] });
    const { failures } = await shell.provider.check(
        "urn",
        {},
        { ...complete("project", ""), account: unknown, ...told, ...handledByProject },
    );
    expect(failures.map(({ reason }) => reason)).toEqual([
        "CVG201 hotline: account names the customer acme, which is not an account.\n  It takes an account or its token.",
    ]);
});

test("all that is wrong with a resource is told at once", async () => {
    const inputs = { ...complete("project", ""), name: " ", utteranceTimeout: 5, colour: "red", bot: { type: "custom", token: 5 } };
    const { failures } = await shell.provider.check("urn", {}, { ...inputs, ...tell({ by: "hotline" }), ...handledByProject });
    expect(failures.map(({ reason }) => reason.split(" ", 3).join(" ")).sort()).toEqual([
        "CVG201 hotline: bot.token",
        "CVG201 hotline: name",
        "CVG201 hotline: utteranceTimeout",
        "CVG202 hotline: colour",
        "CVG203 hotline: bot.url",
    ]);
    expect(failures.map(({ property }) => property)).toEqual(["", "", "", "", ""]);
});
const handledByProject = { __provider: 'exports.handler = () => require("pulumi-cvg/handlers/project")' };
