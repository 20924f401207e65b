import { eachSetting, groupDeciders, readDeciders, SETTING_NAMES } from "../../../provider/policy/index.js";

const acme = { level: "customer", by: "acme" } as const;
const live = { level: "reseller", by: "live" } as const;

describe("who decides, as state holds it", () => {
    test("settings stand with their decider, in the order of display, and deciders in the order of their first setting", () => {
        const groups = groupDeciders({ ...eachSetting(() => live), recordings: acme, dialogRetention: acme });
        expect(groups).toEqual({
            "reseller live": SETTING_NAMES.filter((name) => name !== "recordings" && name !== "dialogRetention").join(", "),
            "customer acme": "recordings, dialogRetention",
        });
        expect(Object.keys(groups)).toEqual(["reseller live", "customer acme"]);
    });

    test("a setting whose decider is not known is not named", () => {
        expect(groupDeciders({ recordings: acme })).toEqual({ "customer acme": "recordings" });
        expect(groupDeciders({})).toEqual({});
    });

    test("a logical name may hold spaces and the names of levels", () => {
        const odd = { level: "account", by: "project of customer, x" } as const;
        expect(readDeciders(groupDeciders({ recordings: odd }))).toEqual({ recordings: odd });
    });

    test.each([undefined, null, "customer acme", 5, []])("%j says nothing", (written) => expect(readDeciders(written)).toEqual({}));

    test("what is no decider or no setting is left out, and the rest is read", () => {
        const written = {
            "customer acme": "recordings, colour",
            "department claims": "outboundCalls",
            customeracme: "storeDialogData",
            "project hotline": 5,
            " customer acme": "anonymizeNumbers",
        };
        expect(readDeciders(written)).toEqual({ recordings: acme });
    });
});
