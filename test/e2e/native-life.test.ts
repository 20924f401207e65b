/** What the engine does with the plugin besides `up`: it looks for drift before a preview and an update, moves resources, and imports what a program has. */
import { openConsole } from "../harness/console.js";
import { demand, nativeProjectBeforeEach, nativeSdk, nativeTenant } from "../harness/native-program.js";

const at = nativeProjectBeforeEach();

async function acmeAtGateway() {
    const console = await openConsole(at.sandbox);
    const token = (await console.everyUnit()).find(({ level }) => level === "customer")?.token ?? "";
    return { console, token, path: `/customers/${at.sandbox.reseller}/${token}` };
}

test("drift is shown by preview --refresh, which leaves the state as it is, and put right by up --refresh", async () => {
    await demand(at.project.up());
    const { console, path } = await acmeAtGateway();
    const before = await console.get(path);
    await console.edit(path, (body) => ({ ...body, customerName: "Somebody else" }));
    expect(await demand(at.project.preview())).toContain("4 unchanged");
    const looked = await demand(at.project.preview({ diff: true, args: ["--refresh"] }));
    expect(looked).toMatch(/name\s*: "Somebody else" => "Acme"/);
    expect(looked).toContain("~ 1 to update");
    expect(await demand(at.project.preview())).toContain("4 unchanged");
    const writes = await console.writes();
    await demand(at.project.up({ args: ["--refresh"] }));
    expect([await console.get(path), await console.writes()]).toEqual([before, writes + 1]);
    expect(await demand(at.project.preview({ args: ["--refresh"] }))).toContain("4 unchanged");
});

test("a rename with an alias, and what the option import gives a second resource: the one writes nothing, the other is refused", async () => {
    await demand(at.project.up());
    const { console, token } = await acmeAtGateway();
    const writes = await console.writes();
    const renamed = nativeTenant().replace('"acme"', '"versicherung"').replace("});", '}, { aliases: [{ name: "acme" }] });');
    at.project.write("index.js", nativeSdk + renamed);
    // Who decides is told by logical names: they change, and nothing at the gateway.
    const up = await demand(at.project.up({ args: ["--refresh"] }));
    expect([up, up]).toEqual([expect.stringContaining("~ 2 updated"), expect.not.stringMatching(/created|deleted|replaced/)]);
    expect(await console.writes()).toBe(writes);
    at.project.write("index.js", `${nativeSdk}${renamed}new Customer("again", { name: "Other" }, { import: ${JSON.stringify(token)} });`);
    const { code, text } = await at.project.preview();
    expect([code === 0, text]).toEqual([
        false,
        expect.stringMatching(
            /CVG309 (?:again: customer \S+ belongs to versicherung|versicherung: customer \S+ belongs to again) of this program already/,
        ),
    ]);
    expect(await console.writes()).toBe(writes);
});
