/**
 * A fleet of 12 tenants as a program: 94 units, three presets, a line for each tenant. Scenarios are previews of this program with some of its
 * lines changed.
 */

const PRELUDE = `const cvg = require("pulumi-cvg");
const pulumi = require("@pulumi/pulumi");
const speech = {
    transcribers: [{ vendor: "GOOGLE" }], synthesizers: [{ vendor: "NUANCE" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE",
};
const PRESETS = {
    strict: { recordings: false, anonymizeNumbers: true, storeDialogData: true, dialogRetention: "1 hour", outboundCalls: false },
    reporting: { recordings: true, recordingRetention: "1 week", anonymizeNumbers: true, storeDialogData: true, dialogRetention: "1 day", outboundCalls: false },
    handover: { recordings: true, recordingRetention: "1 month", anonymizeNumbers: false, storeDialogData: true, dialogRetention: "1 week", outboundCalls: true },
};
function tenant(id, name, privacy, accounts, options = {}) {
    const customer = new cvg.Customer(id, { name, privacy, ...options });
    for (const [accountId, accountName, projects] of accounts) {
        const account = new cvg.Account(id + "-" + accountId, { customer, name: accountName, privacy: {} });
        for (const [projectId, projectName, more] of projects)
            new cvg.Project(id + "-" + projectId, {
                account, name: projectName, ...speech, privacy: {},
                bot: { type: "custom", url: "https://bots." + id + ".example/" + projectId, token: pulumi.secret("hush") },
                ...more,
            });
    }
}
`;

const TENANTS: readonly (readonly [id: string, name: string, preset: string, city: number])[] = [
    ["aalen", "Versicherung Aalen", "reporting", 1],
    ["bremen", "Stadtwerke Bremen", "strict", 2],
    ["celle", "Sparkasse Celle", "handover", 3],
    ["dessau", "Klinikum Dessau", "strict", 4],
    ["erfurt", "Energie Erfurt", "reporting", 5],
    ["fulda", "Fahrdienst Fulda", "handover", 6],
    ["gera", "Gemeinde Gera", "strict", 7],
    ["hagen", "Handwerk Hagen", "reporting", 8],
    ["ingolstadt", "Industrie Ingolstadt", "handover", 9],
    ["jena", "Justiz Jena", "strict", 10],
    ["kassel", "Krankenkasse Kassel", "reporting", 11],
    ["lahr", "Logistik Lahr", "handover", 12],
];

/** One tenant as a line of the program. */
export function tenantLine(id: string, name: string, privacy: string, index: number, options = ""): string {
    const number = (at: number): string => `["+4930${String(index).padStart(3, "0")}00${at}"]`;
    const claims = `["claims", "Schaden", [["hotline", "Schadenhotline", { platformNumbers: ${number(1)} }], ["status", "Schadenstatus", { platformNumbers: ${number(2)} }]]]`;
    const service = `["service", "Service", [["desk", "Servicedesk", { platformNumbers: ${number(3)} }], ["night", "Nachtdienst", {}]${index % 2 === 0 ? ', ["survey", "Umfrage", {}]' : ""}]]`;
    const sales = index % 3 === 0 ? ', ["sales", "Vertrieb", [["callback", "Rückruf", {}]]]' : "";
    return `tenant(${JSON.stringify(id)}, ${JSON.stringify(name)}, ${privacy}, [${claims}, ${service}${sales}]${options === "" ? "" : `, ${options}`});`;
}

export const FLEET = `${PRELUDE}${TENANTS.map(([id, name, preset, index]) => tenantLine(id, name, `PRESETS.${preset}`, index)).join("\n")}\n`;

/** The program with a text of it replaced; a text that is not in it is a slip. */
export function edited(program: string, ...changes: readonly (readonly [from: string, to: string])[]): string {
    return changes.reduce((text, [from, to]) => {
        if (!text.includes(from)) throw new Error(`the program does not hold ${from}`);
        return text.replace(from, () => to);
    }, program);
}
