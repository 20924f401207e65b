/**
 * A level that nobody declares is pinned before a level above it gets looser; so what it stores is no promise to those below: a preview counts
 * what applies there today.
 */
import { tell } from "../../../provider/told.js";
import { type Declaration, declare, type Run } from "../../harness/engine-on-grpc.js";
import type { Properties } from "../../harness/properties.js";
import { resellerPolicy } from "../../harness/tenant-program.js";
import { linkToReseller } from "../../harness/told.js";
import { fine } from "../life/life.js";
import { tenantBeforeEach } from "./before-each.js";

const at = tenantBeforeEach();

/** A reseller's policy, and an account below a customer of the console, which stores recordings: true. */
const program = (recordings: boolean, privacy: Properties): readonly Declaration[] => [
    resellerPolicy({ recordings }),
    declare("cvg:Account", "claims", (lookUp) => ({
        name: "Claims",
        customer: at.tenant.customer,
        privacy,
        ...tell({ by: "claims", above: [{ level: "customer", id: at.tenant.customer }, linkToReseller("top", lookUp)] }),
    })),
];

const up = (declarations: readonly Declaration[]) => at.stack.phase(async (engine) => void (await fine(engine.up(declarations))));
const preview = async (declarations: readonly Declaration[]): Promise<Run | undefined> => {
    let run: Run | undefined;
    await at.stack.phase(async (engine) => {
        run = await engine.preview(declarations);
    });
    return run;
};

test("below it, what follows the level above stays as it is, and the preview says so", async () => {
    await up(program(false, {}));
    const loosened = program(true, {});
    const said = (await preview(loosened))?.messages.map(({ text }) => text).filter((text) => text.includes("recordings"));
    expect(said).toEqual([expect.stringMatching(/^CVG108 top: recordings false => true/)]);
    await up(loosened);
    expect(at.stack.state.get("claims")?.outputs.effective).toMatchObject({ recordings: false });
    expect((await at.stack.unit("claims")).effective).toMatchObject({ allowRecordings: false });
    expect((await preview(loosened))?.plan).toEqual({});
});

test("below it, what is asked for is refused at preview, not in the middle of the update", async () => {
    await up(program(false, {}));
    expect((await preview(program(true, { recordings: true })))?.problem).toMatchObject({
        name: "claims",
        during: "check",
        reasons: [expect.stringMatching(/^CVG101 claims: recordings cannot be true: customer "Acme" \(live\) has switched recordings off/)],
    });
});
