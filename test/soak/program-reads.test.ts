/** What a preview of a thousand units asks of the gateway: as much as one of ten. */

import { openOnWire } from "../harness/bodies.js";
import { type GatewayProject, gatewayProject } from "../harness/gateway-project.js";
import { plannedSteps } from "../harness/steps.js";

const OPEN = openOnWire(2_592_000_000, 604_800_000);

/** Accounts below two customers that are named by token; one has its policy in the program, the other is as it is. */
const fleet = (acme: string, initech: string, accounts: number): string => `
const cvg = require("pulumi-cvg");
new cvg.PrivacyPolicy("acme-privacy", { scope: ${JSON.stringify(acme)}, dialogRetention: "1 day" });
for (let index = 0; index < ${accounts}; index += 1) {
    const customer = index % 2 ? ${JSON.stringify(acme)} : ${JSON.stringify(initech)};
    new cvg.Account("a" + index, { customer, name: "A" + index, privacy: { dialogRetention: "1 hour" } });
}
`;

let opened: GatewayProject;
beforeAll(async () => {
    opened = await gatewayProject("");
});
afterAll(() => opened.close());

test("1,000 units cost a preview the same requests as ten", async () => {
    const { console, project, sandbox } = opened;
    for (const customerName of ["Acme", "Initech"])
        await console.post(`/customers/${sandbox.reseller}`, { customerName, commonConfiguration: OPEN });
    const units = await console.units();
    const asked = async (accounts: number) => {
        project.write("index.js", fleet(units.get("Acme")?.token ?? "", units.get("Initech")?.token ?? "", accounts));
        await console.control("DELETE", "/requests");
        const preview = await project.preview({ json: true, timeoutSeconds: 1200 });
        expect(Object.keys(plannedSteps(preview.json))).toHaveLength(accounts + 1);
        return await console.counts();
    };
    const few = await asked(10);
    expect(few).toEqual({
        "POST token": 2,
        "GET /projecthierarchy/{reseller}": 2,
        "GET /reseller/{reseller}": 2,
        // One of them is the policy's own: the provider says what the policy changes.
        "GET /customers/{reseller}/{customer}": 3,
    });
    expect(await asked(1000)).toEqual(few);
});
