/** Whoever gets a telephone number takes it off the other project. That write is ours; what others changed of that project is not, and is told. */
import { tell } from "../../../provider/told.js";
import type { Declaration } from "../../harness/engine-on-grpc.js";
import type { Properties } from "../../harness/properties.js";
import { smallProject } from "./programs.js";
import { configurationOf, configured, openShell, to } from "./shell.js";

const NUMBER = "+4989111111";

const project = (name: string, more: Properties): Declaration => ({
    type: "cvg:Project",
    name,
    inputs: (declared) => ({ ...smallProject(declared("claims").id, more), name, ...tell({ by: name }) }),
});

test("other fields and settings of the giver that somebody changed are named, and its number is not", async () => {
    await using shell = await openShell();
    const { engine, sandbox, console } = shell;
    const privacy = { recordings: false, dialogRetention: "1 hour" };
    await engine.up([
        { type: "cvg:Customer", name: "acme", inputs: { name: "Acme", ...tell({ by: "acme" }) } },
        { type: "cvg:Account", name: "claims", inputs: (declared) => ({ name: "Schaden", customer: declared("acme").id }) },
        project("giver", { platformNumbers: [NUMBER], color: "red", privacy }),
        project("taker", {}),
    ]);
    const [giver, taker] = ["giver", "taker"].map((name) => engine.state.get(name));
    if (giver?.id === undefined || taker?.id === undefined) throw new Error("they were made");
    await console.edit(`/project/${sandbox.reseller}/${giver.id}`, (body) => ({
        ...body,
        color: "blue",
        commonConfiguration: { ...Object(body.commonConfiguration), maxDialogRetentionTime: 86_400_000 },
    }));

    await using process = await configured(configurationOf(sandbox));
    const declared = (of: typeof giver, name: string, more: Properties) =>
        process
            .check(of.urn, of.inputs, to("project", { ...smallProject(String(of.inputs.account), more), name, ...tell({ by: name }) }))
            .then(({ inputs }) => inputs);
    const given = await declared(giver, "giver", { color: "red", privacy });
    await process.diff(giver.id, giver.urn, giver.outputs, given, giver.inputs);
    const taking = await declared(taker, "taker", { platformNumbers: [NUMBER] });
    await process.update(taker.id, taker.urn, taker.outputs, taking, taker.inputs);
    expect((await console.get(`/project/${sandbox.reseller}/${giver.id}`)).platformNumbers).toEqual([]);
    // The engine may ask for a check of the giver only now.
    await declared(giver, "giver", { color: "red", privacy });
    await process.update(giver.id, giver.urn, giver.outputs, given, giver.inputs);
    const told = process.messages.map(({ text }) => text.replace(/\([-0-9a-f]{36}\)/, "(TOKEN)").split("\n")[0]);
    expect(told).toContain(
        'CVG315 project "giver" (TOKEN): changed by someone else since the last run: color "red" => "blue", dialogRetention "1 hour" => "1 day". It is now as declared.',
    );
    expect(told).toContainEqual(
        expect.stringMatching(/^CVG311 project "giver" \(TOKEN\): dialogRetention is "1 day" by now, and was "1 hour"/),
    );
});
