/** What is told of a tree whose reading is troubled: all of it, or nothing. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { connect } from "../../../provider/gateway/index.js";
import { type Inventory, takeInventory } from "../../../provider/inventory/inventory.js";
import { clientConfiguration } from "../../harness/provider-environment.js";
import { type Loopback, loopback, type Reply, refusal, type Seen } from "../client/loopback.js";
import { cvgWith, dataFile } from "../sandbox/command-line.js";
import { openTenancy, type Tenancy } from "./tenancy.js";

let tenancy: Tenancy;
let between: Loopback;
/** What comes instead of an answer; undefined: the answer. */
let instead: (seen: Seen, body: string, index: number) => Reply | undefined;

async function open(seed: "insurer" | "large:40"): Promise<void> {
    instead = () => undefined;
    tenancy = await openTenancy({ seed });
    between = await loopback(async (seen, index) => {
        const answer = await fetch(new URL(seen.path, tenancy.sandbox.endpoint), { headers: { authorization: seen.authorization ?? "" } });
        const body = await answer.text();
        return instead(seen, body, index) ?? { status: answer.status, body };
    });
}
afterEach(async () => {
    await between.close();
    await tenancy.close();
});

async function typed(...args: readonly string[]) {
    const { ended, output } = cvgWith({ ...tenancy.env, CVG_ENDPOINT: `${between.url}/master-api` }, ...args);
    const code = await ended;
    return { code, ...output, stdout: output.stdout.replace(/20\d\d-\d\d-\d\dT[\d:.]+Z/g, "at some time") };
}

/** A reading of its own, by a client that has read nothing yet. */
async function reading(): Promise<Omit<Inventory, "endpoint" | "at">> {
    const gateway = connect({ ...clientConfiguration(tenancy.sandbox), endpoint: `${between.url}/master-api` });
    try {
        const { endpoint: _which, at: _when, ...read } = await takeInventory(gateway);
        return read;
    } finally {
        await gateway.close();
    }
}

test("a gateway that fails at times changes nothing of what is read", async () => {
    await open("large:40");
    const quiet = await reading();
    const kinds: readonly Reply[] = [
        { status: 503, body: "" },
        "reset",
        "cut",
        { status: 429, headers: { "retry-after": "0.01" }, body: "" },
        { status: 502, body: "<html>" },
    ];
    let met = 0;
    instead = (_seen, _body, index) => {
        if (index % 8 !== 2) return undefined;
        met += 1;
        return kinds[met % kinds.length];
    };
    const troubled = await reading();
    expect(isDeepStrictEqual(troubled, quiet)).toBe(true);
    expect(met).toBeGreaterThanOrEqual(kinds.length);
});

/** One project in the middle of the reading, whenever it is asked for. */
function unreadable(answer: Reply | undefined): void {
    let which: string | undefined;
    instead = ({ path }, body, index) => {
        if (index > 6 && path.includes("/project/")) which ??= path;
        if (path !== which) return undefined;
        return answer ?? { status: 200, body: JSON.stringify({ ...JSON.parse(body), commonConfiguration: undefined }) };
    };
}

test.each([
    ["the right to read it is missing", refusal(403, "FORBIDDEN"), "CVG507"],
    ["the gateway has a fault of its own", { status: 501, body: "" }, "CVG503"],
    ["its settings are hidden", undefined, "CVG504"],
    ["it is not there, says its read", refusal(404, "NOT_FOUND"), "CVG301"],
])("a unit in use that cannot be read is an error: %s", async (_why, answer, code) => {
    await open("insurer");
    unreadable(answer);
    await expect(reading()).rejects.toMatchObject({ code });
});

test("where a unit cannot be read, no command prints or writes anything", async () => {
    await open("insurer");
    writeFileSync(dataFile("rules.yaml"), "rules: { a-day: { says: A day., level: mandatory, floor: { recordingRetention: 1 day } } }\n");
    unreadable(refusal(404, "NOT_FOUND"));
    const output = dataFile("output");
    const failed = { code: 1, stdout: "", stderr: expect.stringMatching(/^CVG301 The tree says that project /) };
    const commands = [
        ["tenants", "--json", "--output", output],
        ["audit", "--rules", dataFile("rules.yaml"), "-o", `sarif=${output}`],
        ["export", "--secrets", output],
        ["who-has", "+493099999999"],
    ];
    expect(await Promise.all(commands.map((command) => typed(...command)))).toEqual(commands.map(() => failed));
    expect(existsSync(output)).toBe(false);
});

test("an inactive unit of which the gateway does not say when it is purged is told, and fails the gate", async () => {
    await open("insurer");
    const account = (await tenancy.gateway.tree()).reseller.below[0]?.below[0];
    const project = account?.below[0];
    await tenancy.gateway.deactivate("project", project?.token ?? "");
    instead = ({ path }, body) =>
        path.includes("/projecthierarchy/") ? { status: 200, body: body.replace(/,"deletionTimestamp":\d+/g, "") } : undefined;
    expect(await typed("purge-calendar", "--fail-within", "1d")).toEqual({
        code: 2,
        stdout: expect.stringMatching(
            new RegExp(`^not known +not known +project .*${project?.name} +${project?.token} +declare the project`, "m"),
        ),
        stderr: "The gateway does not say when 1 inactive unit will be purged.\n",
    });
    expect(JSON.parse((await typed("purge-calendar", "--json")).stdout)).toMatchObject({ purges: [{ at: null, daysLeft: null }] });
});

test("that nothing will be purged is written into the file that is named", async () => {
    await open("insurer");
    const file = dataFile("purges.txt");
    writeFileSync(file, "of yesterday");
    expect(await typed("purge-calendar", "--output", file)).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(readFileSync(file, "utf8")).toBe("No unit is inactive: nothing will be purged.\n");
});
