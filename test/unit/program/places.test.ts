/** What applies today at a place that nobody declares. */
import { settingsToWire } from "../../../provider/gateway/index.js";
import { unitTree } from "../../../provider/gateway/tree.js";
import type { Settings } from "../../../provider/policy/index.js";
import { Values } from "../../../provider/program/picture/later-values.js";
import { Places } from "../../../provider/program/picture/places.js";
import { open } from "../../harness/settings.js";

const OPEN = open(3_600_000);
const STORED: Readonly<Record<string, Settings>> = { r: { ...OPEN, recordings: false }, c: { ...OPEN, dialogRetention: 600_000 }, a: OPEN };
const tree = unitTree({
    resellerToken: "r",
    resellerName: "Top",
    customers: [
        {
            customerToken: "c",
            customerName: "Acme",
            inactive: false,
            accounts: [{ accountToken: "a", accountName: "Claims", inactive: false, projects: [] }],
        },
    ],
});

test("it is what is stored there, cut by all levels above, and not known until these are read", async () => {
    const gateway = {
        reseller: "r",
        tree: async () => tree,
        settings: async (_: unknown, token: string) => settingsToWire(STORED[token] ?? OPEN),
    };
    const places = new Places(new Values(), () => gateway);
    const account = { kind: "token", level: "account", token: "a" } as const;
    expect(places.today(account)).toBeUndefined();
    await places.readTree([account]);
    const above = [...places.allAboveToday(account)];
    expect(above.map((place) => places.token(place))).toEqual(["c", "r"]);
    await places.readStored([account, ...above]);
    expect(places.today(account)).toEqual({ ...OPEN, recordings: false, dialogRetention: 600_000 });
});
