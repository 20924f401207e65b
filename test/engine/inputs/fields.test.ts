/** Every field of every resource through its whole life: set, changed, read back, drifted in the console, repaired, removed. */

import type { z } from "zod";
import { accountShape } from "../../../provider/resources/account/inputs.js";
import { customerShape } from "../../../provider/resources/customer/inputs.js";
import { policyShape } from "../../../provider/resources/privacy-policy/inputs.js";
import { projectShape } from "../../../provider/resources/project/inputs.js";
import { tell } from "../../../provider/told.js";
import { type Declaration, type EngineOnGrpc, engineOnGrpc, type Run } from "../../harness/engine-on-grpc.js";
import { isRecord, type Properties } from "../../harness/properties.js";
import { smallProject } from "../shell/programs.js";
import { HANDLERS, type Handler, type Shell } from "../shell/shell.js";
import { differences, expectSettled, inputsOf } from "./field-life.js";
import { APART, FIELDS, type FieldRow } from "./field-rows.js";
import { at, pathOf, placesOf, put, written } from "./shape-places.js";
import { openTwoTenants, type TwoTenants } from "./two-tenants.js";

const SHAPES = {
    customer: customerShape(),
    account: accountShape(),
    project: projectShape(),
    "privacy-policy": policyShape(),
} satisfies Record<Handler, z.ZodType>;
const TYPES = { customer: "cvg:Customer", account: "cvg:Account", project: "cvg:Project", "privacy-policy": "cvg:PrivacyPolicy" } as const;
const PATHS = { customer: "customers", account: "account", project: "project", "privacy-policy": "account" } as const;

let shell: Shell;
let ids: TwoTenants["ids"];
let tenants: TwoTenants;
beforeAll(async () => {
    tenants = await openTwoTenants();
    ({ shell, ids } = tenants);
});
afterAll(() => tenants.close());

/** A resource with only what it requires. */
const base = (handler: Handler): Properties =>
    ({
        customer: { name: "Eins" },
        account: { name: "Eins", customer: ids.acme },
        project: smallProject(ids.claims),
        "privacy-policy": { scope: ids.sales },
    })[handler];

const one = (handler: Handler, inputs: Properties): readonly Declaration[] => [
    { type: TYPES[handler], name: "one", inputs: { ...inputs, ...tell({ by: "one" }) } },
];
const pathTo = (handler: Handler, engine: EngineOnGrpc): string =>
    `/${PATHS[handler]}/${shell.sandbox.reseller}/${engine.state.get("one")?.id}`;

const isWire = (key: string): string | number => (/^\d+$/.test(key) ? Number(key) : key);
const wirePath = ({ wire }: FieldRow) => wire.split(".").map(isWire);
const inputsWith = (inputs: Properties, place: string, value: unknown): Properties => {
    const [top = "", ...path] = pathOf(place);
    const { [top]: old, ...rest } = inputs;
    const next = put(old, path, value);
    return next === undefined ? rest : { ...rest, [top]: next };
};

const object = (value: unknown): Properties => {
    if (isRecord(value)) return value;
    throw new Error("a body is an object");
};

/** An update names the field and nothing else, in the preview and in what is recorded, and is so many requests that write. */
async function expectChange(engine: EngineOnGrpc, program: readonly Declaration[], place: string, writes = 1): Promise<Run> {
    const top = String(pathOf(place)[0]);
    const named = (run: Run): readonly string[] =>
        run.steps.flatMap(({ changed }) => changed).filter((key) => key !== "effective" && key !== "decidedBy");
    const preview = await engine.preview(program);
    expect({ plan: preview.plan, problem: preview.problem }).toEqual({ plan: { one: "update" }, problem: undefined });
    expect(named(preview)).toEqual([top]);
    const [before, wrote] = [inputsOf(engine, "one"), await shell.console.writes()];
    const run = await engine.up(program);
    expect({ plan: run.plan, problem: run.problem }).toEqual({ plan: { one: "update" }, problem: undefined });
    expect(await shell.console.writes()).toBe(wrote + writes);
    const differing = differences(before, inputsOf(engine, "one"));
    expect(differing).not.toEqual([]);
    expect(
        differing.filter(
            (path) => path !== written(place) && !path.startsWith(`${written(place)}[`) && !path.startsWith(`${written(place)}.`),
        ),
    ).toEqual([]);
    return run;
}

describe.each(HANDLERS)("a %s", (handler) => {
    const rows: Readonly<Record<string, FieldRow | typeof APART>> = FIELDS[handler];
    const places = placesOf(SHAPES[handler])
        .map(({ name }) => name)
        .filter((name) => !name.endsWith("[]"));
    const lives = Object.entries(rows).flatMap(([place, row]) => (row === APART ? [] : [{ place, row }]));

    test("has a row for each field of its shape, and for no other", () => {
        expect({
            untold: places.filter((place) => !(place in rows)),
            gone: Object.keys(rows).filter((row) => !places.includes(row)),
        }).toEqual({
            untold: [],
            gone: [],
        });
    });

    test.each(lives)("$place is set, changed, read back, repaired when it drifts, and removed", async ({ place, row }) => {
        const engine = engineOnGrpc(shell.provider);
        const bare = { ...base(handler), ...(place.startsWith("privacy.") ? { privacy: {} } : {}), ...row.beside };
        const declared = (value: unknown) => one(handler, inputsWith(bare, place, value));
        const spell = (value: unknown): unknown => (row.spelled === undefined ? value : row.spelled(value));
        const held = async (): Promise<unknown> => at(await shell.console.get(pathTo(handler, engine)), wirePath(row));

        if (row.removed === undefined) {
            const before = await shell.console.writes();
            expect((await engine.up(declared(row.set))).problem).toBeUndefined();
            expect(await shell.console.writes()).toBe(before + 1);
        } else {
            expect((await engine.up(declared(undefined))).problem).toBeUndefined();
            await expectSettled(engine, declared(undefined));
            await expectChange(engine, declared(row.set), place);
        }
        expect(await held()).toEqual(spell(row.set));
        await expectSettled(engine, declared(row.set));

        await expectChange(engine, declared(row.changed), place);
        expect(await held()).toEqual(spell(row.changed));
        await expectSettled(engine, declared(row.changed));

        for (const drift of row.drifts) {
            await shell.console.edit(pathTo(handler, engine), (body) => object(put(body, wirePath(row), drift)));
            const refreshed = await engine.refresh();
            expect({ drift, problem: refreshed.problem, found: refreshed.steps.flatMap(({ changed }) => changed) }).toMatchObject({
                problem: undefined,
                found: expect.arrayContaining([String(pathOf(place)[0])]),
            });
            await expectChange(engine, declared(row.changed), place);
            expect(await held()).toEqual(spell(row.changed));
            await expectSettled(engine, declared(row.changed));
        }

        if (row.removed === undefined) return;
        await expectChange(engine, declared(row.set), place);
        await expectChange(engine, declared(undefined), place);
        expect(await held()).toEqual(row.removed.body);
        await expectSettled(engine, declared(undefined));
    });
});
