/** What is only read is nobody's to check, and the engine records all inputs of it: the hidden ones would stand in the state, names marked secret too. */
import * as pulumi from "@pulumi/pulumi";
import * as cvg from "../../../provider/index.js";
import { BOT_AND_SPEECH, type Registered, settled, underMocks } from "./mocks.js";

let registered: Registered[];
beforeEach(async () => {
    registered = await underMocks();
});

const toldBy = (name: string): readonly string[] | undefined => {
    const found = registered.find((each) => each.name === name);
    return found === undefined ? undefined : Object.keys(found.inputs).filter((input) => input.startsWith("__") && input !== "__provider");
};

test("a unit and a policy that are only read tell nothing beside their inputs", async () => {
    const acme = new cvg.Customer("acme", { name: pulumi.secret("Acme") });
    const claims = new cvg.Account("claims", { customer: acme, name: pulumi.secret("Schaden") });
    const hotline = new cvg.Project("hotline", { account: claims, name: "Hotline", ...BOT_AND_SPEECH });
    const read = [
        cvg.Customer.get("customer", acme.id),
        cvg.Account.get("account", claims.id),
        cvg.Project.get("project", hotline.id),
        cvg.PrivacyPolicy.get("policy", hotline.id),
    ];
    await Promise.all(read.map(({ urn }) => settled(urn)));
    for (const name of ["acme", "claims", "hotline"]) expect(toldBy(name)).toEqual(["__told"]);
    for (const name of ["customer", "account", "project", "policy"]) expect(toldBy(name)).toEqual([]);
    expect(JSON.stringify(registered.filter(({ name }) => name === "project" || name === "policy"))).not.toMatch(/Acme|Schaden/);
});

test("whether it is only read is asked once transformations have run", async () => {
    const byId: pulumi.ResourceTransformation = ({ props, opts }) => ({ props, opts: pulumi.mergeOptions(opts, { id: "t-acme" }) });
    const acme = new cvg.Customer("acme", { name: "Acme" }, { transformations: [byId] });
    await settled(acme.urn);
    expect(toldBy("acme")).toEqual([]);
});
