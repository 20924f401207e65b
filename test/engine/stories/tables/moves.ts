/** Units that change their place, and numbers that change their project. */
import { deactivate, edit, inConsole, make, settings } from "../console-deeds.js";
import { countFromHere, expectAll, expectNamesakes, expectRequests, expectUnit, says } from "../expects.js";
import { account, changed, customer, ignoring, type Program, placed, project, replacedOn, together, without } from "../program.js";
import { expectPlan, preview, previewFails, up, upFails } from "../runs.js";
import { lifecycle, type Story, where } from "../story.js";
import { NUMBER, TENANT, tenant, twoDepartments } from "./tenants.js";

const OTHER_NUMBER = "+4989200002";

const twoCustomers: Program = [
    ...tenant,
    customer("globex", "Globex", { privacy: { recordings: false, anonymizeNumbers: true, dialogRetention: "1 hour" } }),
    account("support", "globex", "Support", { privacy: {} }),
];
const atGlobex = placed([...without(twoCustomers, "hotline", "chat"), ...tenant.filter(({ by }) => by === "hotline" || by === "chat")], {
    hotline: "support",
});

const [hotline, desk] = ["hotline", "desk"];
const pair = (first: readonly string[], second: readonly string[]): Program => [
    customer("acme", "Acme"),
    account("claims", "acme", "Schaden"),
    project(hotline, "claims", "Hotline", { platformNumbers: first }),
    project(desk, "claims", "Desk", { platformNumbers: second }),
];

const strictSales = account("sales", "acme", "Vertrieb", { privacy: { dialogRetention: "10 minutes" } });
const inherits = changed(tenant, { hotline: { privacy: {} } }).filter(({ by }) => by === "hotline");
const moving = [
    ...tenant,
    account("open", "acme", "Offen", { privacy: { anonymizeNumbers: false } }),
    account("hashed", "acme", "Gehasht"),
];

export const MOVES: readonly Story[] = [
    lifecycle(
        "a project moves to another department in place",
        [
            up(twoDepartments),
            up(placed([...without(twoDepartments, "hotline"), ...tenant.filter(({ by }) => by === "hotline")], { hotline: "sales" }), {
                hotline: "update",
            }),
            expectUnit("Hotline", { in: "Vertrieb", sameToken: true, numbers: [NUMBER] }),
            expectNamesakes("Hotline", 1),
        ],
        ["moveNumbers", "moveLooser"],
    ),
    lifecycle(
        "a project with looser settings than its new department allows moves",
        [
            up([...tenant, account("sales", "acme", "Vertrieb", { privacy: { dialogRetention: "10 minutes", recordings: false } })]),
            up(
                placed(
                    changed(
                        [
                            ...without(tenant, "hotline"),
                            account("sales", "acme", "Vertrieb", { privacy: { dialogRetention: "10 minutes", recordings: false } }),
                            ...tenant.filter(({ by }) => by === "hotline"),
                        ],
                        { hotline: { privacy: {} } },
                    ),
                    { hotline: "sales" },
                ),
                { hotline: "update" },
            ),
            expectUnit("Hotline", {
                in: "Vertrieb",
                sameToken: true,
                numbers: [NUMBER],
                effective: { maxDialogRetentionTime: 600_000, allowRecordings: false },
            }),
        ],
        ["moveLooser", "moveNumbers"],
    ),
    lifecycle(
        "a project moves to another customer, with policies on both sides",
        [
            up(twoCustomers),
            where(
                ({ moveNumbers }) => moveNumbers === "refused-across-customers",
                [
                    upFails(atGlobex, { at: "hotline", during: "update", code: "CVG502", says: ["platformNumbers"] }),
                    expectUnit("Hotline", { in: "Schaden", sameToken: true, numbers: [NUMBER] }),
                    up(changed(twoCustomers, { hotline: { platformNumbers: [] } })),
                    up(changed(atGlobex, { hotline: { platformNumbers: [] } }), { hotline: "update" }),
                    up(atGlobex, { hotline: "update" }),
                ],
                [up(atGlobex, { hotline: "update" })],
            ),
            expectUnit("Hotline", {
                in: "Support",
                sameToken: true,
                numbers: [NUMBER],
                effective: { maxDialogRetentionTime: 3_600_000, allowRecordings: false, anonymizeRemoteNumbers: true },
            }),
        ],
        ["moveNumbers", "moveLooser"],
    ),
    lifecycle(
        "a department goes to another customer: a new one, to which its projects move",
        [
            up(changed(twoCustomers, { hotline: { platformNumbers: [] } })),
            up(
                placed(
                    changed(
                        [
                            ...without(twoCustomers, "claims", "hotline", "chat"),
                            ...tenant.filter(({ by }) => ["claims", "hotline", "chat"].includes(by)),
                        ],
                        { hotline: { platformNumbers: [] } },
                    ),
                    { claims: "globex" },
                ),
                { claims: "replace", hotline: "update", chat: "update" },
            ),
            expectUnit("Schaden", { inactive: true, in: "Acme", sameToken: true }),
            expectUnit("Hotline", { sameToken: true, in: "Schaden" }),
            expectUnit("Chat", { sameToken: true, in: "Schaden" }),
            expectNamesakes("Schaden", 2),
            expectNamesakes("Hotline", 1),
        ],
        ["moveLooser", "deleteWithChildren"],
    ),
    lifecycle("an account that is replaced because the program wants it is made anew, and the old one goes", [
        up(tenant),
        up(replacedOn(changed(tenant, { claims: { name: "Leistung" } }), "claims", "name"), {
            claims: "replace",
            hotline: "update",
            chat: "update",
        }),
        expectUnit("Schaden", { inactive: true, in: "Acme", sameToken: true }),
        expectUnit("Hotline", { sameToken: true, in: "Leistung" }),
        expectUnit("Chat", { sameToken: true, in: "Leistung" }),
    ]),
    lifecycle("a project whose account is left to the console keeps the settings of the place where it is", [
        up([...tenant, strictSales]),
        up(ignoring(placed([...without(tenant, "hotline"), strictSales, ...inherits], { hotline: "sales" }), "hotline", "account")),
        expectUnit("Hotline", { in: "Schaden", effective: { maxDialogRetentionTime: 86_400_000 } }),
        up([...without(tenant, "hotline"), strictSales, ...inherits]),
    ]),
    lifecycle("a project without settings of its own that moves is not looser at a looser place", [
        up(moving),
        inConsole(make("project", "Leads", { in: "Gehasht", settings: { anonymizeRemoteNumbers: false } })),
        inConsole(settings("Gehasht", { anonymizeRemoteNumbers: true })),
        up([...moving, project("leads", "hashed", "Leads", { ifExists: "adopt" })]),
        up([...moving, project("leads", "open", "Leads")], { leads: "update" }),
        says("CVG110", "Leads", "anonymizeNumbers pinned to what applies now, before it moves"),
        expectUnit("Leads", { in: "Offen", stored: { anonymizeRemoteNumbers: true }, effective: { anonymizeRemoteNumbers: true } }),
    ]),
    lifecycle(
        "a project without settings of its own that moves to a stricter place is cut to it, and the preview says what that costs",
        [
            up([...tenant, strictSales]),
            inConsole(settings("Chat", { maxDialogRetentionTime: 86_400_000 })),
            preview(placed([...without(tenant, "chat"), strictSales, ...tenant.filter(({ by }) => by === "chat")], { chat: "sales" }), {
                chat: "update",
            }),
            says("CVG107 chat", 'dialogRetention "1 day" => "10 minutes"'),
            up(undefined, { chat: "update" }),
            expectUnit("Chat", { in: "Vertrieb", sameToken: true, effective: { maxDialogRetentionTime: 600_000 } }),
        ],
        ["moveLooser"],
    ),
    lifecycle("a unit is replaced although one of its fields is left to the console", [
        up(tenant),
        inConsole(edit("Chat", (body) => ({ ...body, utteranceTimeout: 700 }))),
        up(
            ignoring(
                replacedOn(changed(tenant, { chat: { name: "Chat 2", utteranceTimeout: 900 } }), "chat", "name"),
                "chat",
                "utteranceTimeout",
            ),
            { chat: "replace" },
        ),
        expectUnit("Chat", { inactive: true, sameToken: true }),
    ]),
    lifecycle("a unit that is replaced under its own name needs the word for a second one", [
        up(tenant),
        previewFails(replacedOn(changed(tenant, { chat: { transcriberLanguage: "de-AT" } }), "chat", "transcriberLanguage"), {
            at: "chat",
            code: "CVG308",
            says: ['ifExists: "create" makes a second one of this name (needed for a replacement, too)'],
        }),
        up(replacedOn(changed(tenant, { chat: { transcriberLanguage: "de-AT", ifExists: "create" } }), "chat", "transcriberLanguage"), {
            chat: "replace",
        }),
        expectNamesakes("Chat", 2),
        expectUnit("Chat", { inactive: true, sameToken: true }),
    ]),
    lifecycle("a number goes to a project that is declared later", [
        up(pair([NUMBER], [])),
        up(together(pair([], [NUMBER]), hotline, desk), { hotline: "update", desk: "update" }),
        expectUnit("Hotline", { numbers: [], sameToken: true }),
        expectUnit("Desk", { numbers: [NUMBER], sameToken: true }),
    ]),
    lifecycle("a number goes to a project that is declared earlier", [
        up(pair([], [NUMBER])),
        up(together(pair([NUMBER], []), hotline, desk), { hotline: "update", desk: "update" }),
        expectUnit("Hotline", { numbers: [NUMBER], sameToken: true }),
        expectUnit("Desk", { numbers: [], sameToken: true }),
    ]),
    lifecycle("a number goes to a project that is born in the same run", [
        up(pair([NUMBER], []).slice(0, 3)),
        up(together(pair([], [NUMBER]), hotline, desk), { hotline: "update", desk: "create" }),
        expectUnit("Desk", { numbers: [NUMBER] }),
    ]),
    lifecycle("two projects swap numbers in one run, and back", [
        up(pair([NUMBER], [OTHER_NUMBER])),
        up(together(pair([OTHER_NUMBER], [NUMBER]), hotline, desk), { hotline: "update", desk: "update" }),
        expectUnit("Hotline", { numbers: [OTHER_NUMBER], sameToken: true }),
        expectUnit("Desk", { numbers: [NUMBER], sameToken: true }),
        up(together(pair([NUMBER], [OTHER_NUMBER]), hotline, desk), { hotline: "update", desk: "update" }),
        expectUnit("Hotline", { numbers: [NUMBER] }),
        expectUnit("Desk", { numbers: [OTHER_NUMBER] }),
    ]),
    lifecycle("the number of a project that left the program goes to another in the next run", [
        up(pair([NUMBER], [])),
        up(without(pair([], []), hotline), { hotline: "delete" }),
        up(without(pair([], [NUMBER]), hotline), { desk: "update" }),
        expectUnit("Hotline", { inactive: true, numbers: [] }),
        expectUnit("Desk", { numbers: [NUMBER] }),
    ]),
    lifecycle("a number of somebody else is refused, and taken when it is free", [
        up(pair([NUMBER], [])),
        inConsole(make("project", "Theirs", { in: "Schaden", platformNumbers: [OTHER_NUMBER] })),
        upFails(pair([NUMBER], [OTHER_NUMBER]), { at: desk, code: "CVG305", says: [OTHER_NUMBER] }),
        expectUnit("Desk", { numbers: [] }),
        inConsole(deactivate("Theirs")),
        up(undefined, { desk: "update" }),
    ]),
    lifecycle(
        "a project goes to a department that is new, and its old one leaves the program",
        [
            up(tenant),
            up(
                placed([...tenant.slice(0, 1), account("sales", "acme", "Vertrieb"), ...tenant.slice(2)], {
                    hotline: "sales",
                    chat: "sales",
                }),
                { claims: "delete", sales: "create", hotline: "update", chat: "update" },
            ),
            expectUnit("Schaden", { inactive: true }),
            expectUnit("Hotline", { in: "Vertrieb", sameToken: true, numbers: [NUMBER] }),
            expectUnit("Chat", { in: "Vertrieb", sameToken: true }),
        ],
        ["moveNumbers", "deleteWithChildren"],
    ),
    lifecycle("the same number in another order is no change", [
        up(pair([NUMBER, OTHER_NUMBER], [])),
        countFromHere,
        up(pair([OTHER_NUMBER, NUMBER], [])),
        expectRequests({ writes: 0 }),
        expectAll(["Acme", "Schaden", "Hotline", "Desk"], false),
        up(pair([NUMBER, OTHER_NUMBER], [])),
        expectPlan({}),
    ]),
    lifecycle("a tenant of one name at each of two customers stays apart", [
        up([...tenant, customer("globex", "Globex"), account("other", "globex", "Schaden", {})]),
        expectNamesakes("Schaden", 2),
        expectAll(TENANT, false),
    ]),
];
