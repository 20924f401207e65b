// Programs of many tenants as their users write them, every literal within what is allowed above.
const HEAD = `import * as cvg from "pulumi-cvg";
const speech = { transcribers: [{ vendor: "G" }], synthesizers: [{ vendor: "G" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE" };
const bot = { type: "cognigy", endpointUrl: "https://bot.example/" } as const;
const presets = cvg.presets({
    strict: { dialogRetention: "1 day", anonymizeNumbers: true, recordings: false },
    open: { dialogRetention: cvg.atMost("1 week"), recordings: cvg.ifAllowed(true) },
});
`;
const SHORT = ["10 minutes", "1 hour", "1 day"];
const retention = (index) => (index % 2 === 0 ? "1 week" : "1 day");

/** A tenant with a preset and an exception, two accounts and four projects, some of which say something. */
const tenant = (index) => `const t${index} = new cvg.Tenant("t${index}", {
    name: "Tenant ${index}",
    preset: presets.${index % 2 === 0 ? "open" : "strict"},
    privacy: { dialogRetention: "${retention(index)}" },
    accounts: {
        claims: {
            name: "Schaden",
            privacy: { dialogRetention: "${SHORT[index % 3]}" },
            projects: {
                a${index}: { name: "A", bot, ...speech, platformNumbers: ["+49892${String(index).padStart(5, "0")}"] },
                b${index}: { name: "B", bot, ...speech, privacy: { dialogRetention: "10 minutes", recordings: false } },
            },
        },
        sales: {
            name: "Vertrieb",
            projects: {
                c${index}: { name: "C", bot, ...speech },
                d${index}: { name: "D", bot, ...speech, privacy: { dialogRetention: "1 hour" } },
            },
        },
    },
});
export const token${index} = t${index}.projects.a${index}.token;
`;

/** The same by plain classes: a customer, an account, a project. */
const plain = (
    index,
) => `const c${index} = new cvg.Customer("c${index}", { name: "C ${index}", privacy: { dialogRetention: "${retention(index)}", anonymizeNumbers: true } });
const a${index} = new cvg.Account("a${index}", { customer: c${index}, name: "Schaden", privacy: { dialogRetention: "${SHORT[index % 3]}" } });
export const p${index} = new cvg.Project("p${index}", { account: a${index}, name: "A", bot, ...speech, privacy: { dialogRetention: "10 minutes" } });
`;

/** Policies for units that say nothing themselves. */
const policies = (
    index,
) => `const c${index} = new cvg.Customer("c${index}", { name: "C ${index}", privacy: { dialogRetention: "1 week" } });
const a${index} = new cvg.Account("a${index}", { customer: c${index}, name: "Schaden" });
export const p${index} = new cvg.PrivacyPolicy("p${index}", { scope: a${index}, dialogRetention: "${SHORT[index % 3]}", anonymizeNumbers: true });
`;

const program = (of) => (count) => HEAD + Array.from({ length: count }, (_, index) => of(index)).join("");

/** By name, a program of so many tenants. */
export const PROGRAMS = { tenants: program(tenant), "plain classes": program(plain), policies: program(policies) };
