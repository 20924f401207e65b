/** The checks that every story ends with find what they are there for. */
import { deactivate, inConsole, make, rename, settings } from "./console-deeds.js";
import { customer } from "./program.js";
import { configured, up } from "./runs.js";
import { lifecycle, tell } from "./story.js";

const acme = customer("acme", "Acme");

test.each([
    ["a unit was made inactive", [up([acme]), inConsole(deactivate("Acme"))]],
    ["a setting differs", [up([customer("acme", "Acme", { privacy: {} })]), inConsole(settings("Acme", { allowRecordings: false }))]],
    ["a duplicate is there", [up([acme]), inConsole(make("customer", "Acme"))]],
    ["a unit of others was renamed", [up([acme]), inConsole(rename("Others' hotline", "Ours"))]],
    ["a unit of others is gone", [up([acme]), inConsole(deactivate("Others' hotline"))]],
    ["the provider cannot run", [up([acme]), configured({ "cvg:clientSecret": "wrong" })]],
] as const)("a story fails when in its end %s", async (_, steps) => {
    await expect(tell(lifecycle("", steps))).rejects.toThrow();
});

test("what fails is told under the name of its step", async () => {
    await expect(tell(lifecycle("", [up([acme], { acme: "update" })]))).rejects.toThrow(/^step 1, up: /);
});
