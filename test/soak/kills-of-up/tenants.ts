/** Eighty units in a program as users write them, in JavaScript, so that it starts faster. */
export const UNITS = 80;

export const PROGRAM = `
const cvg = require("pulumi-cvg");
const speech = { transcribers: [{ vendor: "GOOGLE" }], synthesizers: [{ vendor: "GOOGLE" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE" };
for (let c = 0; c < 4; c += 1) {
    const customer = new cvg.Customer("customer" + c, { name: "Customer " + c, privacy: { recordings: c % 2 === 0, dialogRetention: "1 day" } });
    for (let a = 0; a < 4; a += 1) {
        const account = new cvg.Account("account" + c + a, { customer, name: "Account " + a });
        for (let p = 0; p < (a === 3 ? 3 : 4); p += 1)
            new cvg.Project("project" + c + a + p, {
                account, name: "Project " + p, bot: { type: "rasa", url: "https://bot.example/", token: "secret-of-" + c + a + p }, ...speech,
                platformNumbers: ["+49891" + c + a + p + "0000"], privacy: p % 2 === 0 ? { dialogRetention: "1 hour" } : undefined,
            });
    }
}
`;
