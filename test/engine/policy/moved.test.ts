/** A policy of a project that moves in the same run is judged where the project will be. */
import { tell } from "../../../provider/told.js";
import { type Declaration, declare, type Run } from "../../harness/engine-on-grpc.js";
import type { Properties } from "../../harness/properties.js";
import { account, customer, project } from "../../harness/tenant-program.js";
import { linkTo } from "../../harness/told.js";
import { fine } from "../life/life.js";
import { tenantBeforeEach } from "./before-each.js";
import { bare } from "./stories.js";

const at = tenantBeforeEach();

const CLOSED = { recordings: false, anonymizeNumbers: true, dialogRetention: "1 hour" };
const OPEN = { recordings: true, anonymizeNumbers: false, dialogRetention: "1 week" };

/** Two accounts, a project in one of them, and its policy. */
const program = (place: "closed" | "open", privacy: Properties): readonly Declaration[] => [
    customer("globex", { recordings: true }),
    account("closed", "globex", CLOSED),
    account("open", "globex", OPEN),
    bare(project("hotline", place, {})),
    {
        ...declare("cvg:PrivacyPolicy", "hotline-privacy", (lookUp) => ({
            scope: lookUp("hotline").id,
            ...privacy,
            ...tell({
                by: "hotline-privacy",
                level: "project",
                active: true,
                parent: lookUp("hotline").out("account"),
                above: [linkTo({ level: "account", name: place, unit: place }, lookUp)],
            }),
        })),
        deletedWith: "hotline",
    },
];

const preview = async (declarations: readonly Declaration[]) => {
    let run: Run | undefined;
    await at.stack.phase(async (engine) => {
        run = await engine.preview(declarations);
    });
    return run;
};
const up = (declarations: readonly Declaration[]) => at.stack.phase(async (engine) => void (await fine(engine.up(declarations))));

test("to an open place: what gets looser is told at preview, and is what applies after the update", async () => {
    await up(program("closed", {}));
    const moved = program("open", {});
    const run = await preview(moved);
    expect(run?.problem).toBeUndefined();
    const told = run?.messages.map(({ text }) => text).filter((text) => text.startsWith("CVG108 hotline-privacy")) ?? [];
    for (const setting of ["recordings false => true", "anonymizeNumbers true => false", 'dialogRetention "1 hour" => "1 week"'])
        expect(told.join("\n")).toContain(setting);
    await up(moved);
    expect(at.stack.state.get("hotline-privacy")?.outputs.effective).toMatchObject(OPEN);
});

test("to an open place: what only that place allows is taken", async () => {
    await up(program("closed", {}));
    const moved = program("open", { dialogRetention: "1 day" });
    expect((await preview(moved))?.problem).toBeUndefined();
    await up(moved);
    expect(at.stack.state.get("hotline-privacy")?.outputs.effective).toMatchObject({ dialogRetention: "1 day" });
});

test("to a closed place: what only the old place allowed is refused at preview", async () => {
    const settings = { dialogRetention: "1 day" };
    await up(program("open", settings));
    expect((await preview(program("closed", settings)))?.problem).toMatchObject({
        name: "hotline-privacy",
        during: "check",
        reasons: [
            expect.stringMatching(/^CVG101 hotline-privacy: dialogRetention "1 day" is longer than the "1 hour" that account "closed"/),
        ],
    });
});
