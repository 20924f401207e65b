/** What a stack's state says of settings, and what it hides. */
import { stackSays } from "../../../provider/what-if/said.js";

const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" };
const state = (resources: readonly object[]): unknown => ({ deployment: { resources } });
const unit = (id: string, privacy: unknown): object => ({
    urn: `urn:pulumi:dev::test::pulumi-nodejs:dynamic/cvg:Customer::${id}`,
    type: "pulumi-nodejs:dynamic/cvg:Customer",
    id,
    inputs: { name: id, privacy },
});

test("settings that a state shows count; where one is secret, the unit counts as it is stored", () => {
    const { said, tokens } = stackSays(
        state([
            unit("open", { recordings: false }),
            unit("all", SECRET),
            unit("one", { recordings: false, dialogRetention: SECRET }),
            {
                urn: "urn:pulumi:dev::test::pulumi-nodejs:dynamic/cvg:PrivacyPolicy::policy",
                type: "pulumi-nodejs:dynamic/cvg:PrivacyPolicy",
                id: "policy",
                inputs: { scope: "x", recordings: SECRET },
            },
        ]),
    );
    expect([...said.keys()]).toEqual(["open"]);
    expect(said.get("open")?.own).toEqual({ recordings: false });
    expect([...tokens.keys()]).toEqual(["open", "all", "one", "policy"]);
});
