/** Three hundred units, as a program in JavaScript. */
const [CUSTOMERS, ACCOUNTS, PROJECTS] = [6, 7, 6];
export const UNITS = CUSTOMERS * (1 + ACCOUNTS * (1 + PROJECTS));

/** @param retention of every customer: another one is an update of each unit that inherits it */
export const program = (retention: string): string => `
const cvg = require("pulumi-cvg");
const speech = { transcribers: [{ vendor: "GOOGLE" }], synthesizers: [{ vendor: "GOOGLE" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE" };
for (let c = 0; c < ${CUSTOMERS}; c += 1) {
    const customer = new cvg.Customer("c" + c, { name: "Customer " + c, privacy: { dialogRetention: "${retention}" } });
    for (let a = 0; a < ${ACCOUNTS}; a += 1) {
        const account = new cvg.Account("a" + c + a, { customer, name: "Account " + a, privacy: {} });
        for (let p = 0; p < ${PROJECTS}; p += 1)
            new cvg.Project("p" + c + a + p, { account, name: "Project " + p, bot: { type: "cognigy", endpointUrl: "https://bot.example/" }, ...speech, privacy: {} });
    }
}
`;
