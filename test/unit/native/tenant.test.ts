/** A tenant that the plugin gets as one resource: which units it means, and what it refuses. */
import { KEY as KEY_OF_CLASS } from "../../../provider/constructs/names.js";
import { ENVELOPE, SECRET, UNKNOWN_MARK } from "../../../provider/engine/wire-values.js";
import { KEY, unitsOf } from "../../../provider/native/tenant/units.js";

const sealed = (value: unknown) => ({ [ENVELOPE]: SECRET, value });
const tenant = { name: "Acme", privacy: { recordings: true } };

test("logical names have the tenant and the key in them, and never the account; whoever says nothing of settings inherits them", () => {
    const accounts = {
        claims: { name: "Schaden", projects: { hotline: { name: "Hotline", privacy: { recordings: false } } } },
        sales: { name: "S" },
    };
    const unit = unitsOf("acme", { ...tenant, accounts });
    expect(unit).toMatchObject({ level: "customer", name: "acme", inputs: tenant });
    expect(unit.inputs).not.toHaveProperty("accounts");
    expect(unit.below).toMatchObject([
        {
            level: "account",
            name: "acme-claims",
            inputs: { name: "Schaden", privacy: {} },
            below: [{ level: "project", name: "acme-hotline", inputs: { name: "Hotline", privacy: { recordings: false } } }],
        },
        { level: "account", name: "acme-sales", inputs: { name: "S", privacy: {} }, below: [] },
    ]);
});

test("a secret around the accounts is opened, and one inside stays one", () => {
    const token = sealed("geheim");
    const accounts = sealed({ claims: { name: "Schaden", projects: sealed({ hotline: { name: "H", bot: { token } } }) } });
    const unit = unitsOf("acme", { ...tenant, accounts });
    expect(unit.below[0]?.below[0]?.inputs).toMatchObject({ bot: { token } });
});

test("what is no tenant is refused with its place", () => {
    const refusals = [
        [{ name: "Acme" }, "CVG203 acme: privacy is missing."],
        [{ ...tenant, accounts: UNKNOWN_MARK }, "CVG201 acme: accounts is not known yet, not an object."],
        [{ ...tenant, accounts: { claims: "Schaden" } }, "CVG201 acme: accounts.claims is a string, not an object."],
        [{ ...tenant, accounts: { claims: { projects: 3 } } }, "CVG201 acme: accounts.claims.projects is a number, not an object."],
        [{ ...tenant, accounts: { "a b": {} } }, "CVG204 account a b of tenant acme has a key that is none."],
        [
            { ...tenant, accounts: { a: { projects: { b: {} } }, b: {} } },
            "CVG205 account b of tenant acme and project b of tenant acme would both have the logical name acme-b.",
        ],
    ] as const;
    for (const [args, text] of refusals) expect(() => unitsOf("acme", args)).toThrow(text);
});

test("a key is what it is for the class", () => expect(KEY.source).toBe(KEY_OF_CLASS.source));
