/**
 * The manual's own example, for every period at the reseller and every level below: which periods are refused, and what is offered instead.
 * Against what is live: the program's side is not there, so this is the provider's lock alone.
 */

import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { tell } from "../../../provider/told.js";
import { openOnWire } from "../../harness/bodies.js";
import { type Console, openConsole } from "../../harness/console.js";
import { providerConfiguration } from "../../harness/provider-environment.js";
import { handledBy, startProvider } from "../../harness/provider-process.js";

/** Written by hand from the manual: what may be chosen below each period, longest first. */
const BELOW = {
    "1 month": { milliseconds: 2_592_000_000, offered: '"1 month", "1 week", "1 day", "1 hour" or "10 minutes"', refused: [] },
    "1 week": { milliseconds: 604_800_000, offered: '"1 week", "1 day", "1 hour" or "10 minutes"', refused: ["1 month"] },
    "1 day": { milliseconds: 86_400_000, offered: '"1 day", "1 hour" or "10 minutes"', refused: ["1 month", "1 week"] },
    "1 hour": { milliseconds: 3_600_000, offered: '"1 hour" or "10 minutes"', refused: ["1 month", "1 week", "1 day"] },
    "10 minutes": { milliseconds: 600_000, offered: '"10 minutes"', refused: ["1 month", "1 week", "1 day", "1 hour"] },
    "36 hours": { milliseconds: 129_600_000, offered: '"1 day", "1 hour" or "10 minutes"', refused: ["1 month", "1 week"] },
    "90500000 ms": { milliseconds: 90_500_000, offered: '"1 day", "1 hour" or "10 minutes"', refused: ["1 month", "1 week"] },
} as const;
const PERIODS = ["1 month", "1 week", "1 day", "1 hour", "10 minutes"];

const speech = {
    transcribers: [{ vendor: "GOOGLE" }],
    synthesizers: [{ vendor: "GOOGLE" }],
    transcriberLanguage: "de-DE",
    synthesizerLanguage: "de-DE",
};
const OPEN = openOnWire(2_592_000_000);

let sandbox: Sandbox;
let console: Console;
let parents: Readonly<Record<string, object>>;

beforeAll(async () => {
    sandbox = await startSandbox();
    console = await openConsole(sandbox);
    await console.post(`/customers/${sandbox.reseller}`, { customerName: "Acme", commonConfiguration: OPEN });
    const customer = (await console.units()).get("Acme")?.token;
    await console.post(`/accounts/${sandbox.reseller}/${customer}`, { accountName: "Schaden", commonConfiguration: OPEN });
    const account = (await console.units()).get("Schaden")?.token;
    const bot = { type: "custom", url: "https://bot.example", token: "t" };
    parents = { customer: {}, account: { customer }, project: { account, ...speech, bot } };
});
afterAll(() => sandbox.close());

describe.each(Object.entries(BELOW))("with the reseller at %s", (limit, { milliseconds, offered, refused }) => {
    const dialogs = new Map<string, readonly string[]>();
    const recordings = new Map<string, readonly string[]>();

    beforeAll(async () => {
        await console.edit(`/reseller/${sandbox.reseller}`, (body) => ({
            ...body,
            commonConfiguration: { ...OPEN, maxDialogRetentionTime: milliseconds, maxRecordingRetentionTime: milliseconds },
        }));
        await using provider = await startProvider();
        await provider.configure(providerConfiguration(sandbox));
        for (const level of ["customer", "account", "project"]) {
            for (const period of PERIODS) {
                const asked = async (setting: string): Promise<readonly string[]> => {
                    const inputs = {
                        name: "New",
                        ...parents[level],
                        privacy: { [setting]: period },
                        ...tell({ by: "new" }),
                        ...handledBy(level),
                    };
                    const { failures } = await provider.check(`urn:pulumi:s::p::t::${level}`, {}, inputs);
                    return failures.map(({ property, reason }) => `${property}${reason}`);
                };
                dialogs.set(`${level} ${period}`, await asked("dialogRetention"));
                recordings.set(`${level} ${period}`, await asked("recordingRetention"));
            }
        }
    });

    describe.each(["customer", "account", "project"])("at a %s", (level) => {
        test.each(PERIODS)("dialogs for %s", (period) => {
            const isRefused = refused.some((longer) => longer === period);
            expect(dialogs.get(`${level} ${period}`)).toEqual(
                isRefused
                    ? [
                          `CVG101 new: dialogRetention "${period}" is longer than the "${limit}" that reseller (live) allows.\n` +
                              `  Choose ${offered} here, or ask whoever answers for the reseller to allow it there first ` +
                              "(what a reseller may allow is a case for the VIER Customer Service Desk).",
                      ]
                    : [],
            );
        });

        test.each(PERIODS)("recordings for %s", (period) => {
            const messages = recordings.get(`${level} ${period}`) ?? [];
            expect(messages).toHaveLength(refused.some((longer) => longer === period) ? 1 : 0);
            const list = offered.replace(/ or ("[^"]+")$/, ", $1").replace(/^("[^"]+")$/, "$1");
            for (const message of messages) expect(message).toContain(`Choose ${list} or any period up to "${limit}" here`);
        });
    });
});
