/** Units that leave the program, and units that are declared inactive. */
import { deactivate, fault, inConsole, later, make, noMoreFaults } from "../console-deeds.js";
import { countFromHere, expectAll, expectDeactivated, expectNamesakes, expectRequests, expectState, expectUnit, says } from "../expects.js";
import { account, changed, customer, project, without } from "../program.js";
import { destroy, expectPlan, previewFails, up, upFails } from "../runs.js";
import { lifecycle, type Story, where } from "../story.js";
import { acme, NUMBER, TENANT, tenant } from "./tenants.js";

const stricter = changed(tenant, { acme: { privacy: { dialogRetention: "1 hour" } } });
const inactive = changed(tenant, { acme: { active: false } });

export const ENDS: readonly Story[] = [
    lifecycle(
        "a tenant that leaves the program becomes inactive, leaves first",
        [
            up(tenant),
            countFromHere,
            up([], { acme: "delete", claims: "delete", hotline: "delete", chat: "delete" }),
            says("Hotline", "inactive now", "can be restored until", `Its number ${NUMBER} can be given to others`),
            expectDeactivated("Chat", "Hotline", "Schaden", "Acme"),
            expectAll(TENANT, true),
        ],
        ["deleteWithChildren", "deletionTimestamp"],
    ),
    lifecycle("a destroyed tenant is purged 90 days later", [
        up(tenant),
        destroy,
        expectAll(TENANT, true),
        later("89 days"),
        expectNamesakes("Acme", 1),
        later("2 days"),
        expectNamesakes("Acme", 0),
        expectNamesakes("Hotline", 0),
    ]),
    lifecycle(
        "a unit with units of others below is not sent its delete, and what was done before is said",
        [
            up(tenant),
            inConsole(make("project", "Theirs", { in: "Schaden" })),
            countFromHere,
            upFails([], {
                at: "claims",
                during: "delete",
                code: "CVG303",
                says: ["Schaden", "Theirs", "Made inactive before", "Hotline", "Chat"],
            }),
            expectDeactivated("Chat", "Hotline"),
            expectUnit("Theirs", { inactive: false }),
            expectState("acme", "claims"),
            inConsole(deactivate("Theirs")),
            up([], { acme: "delete", claims: "delete" }),
            expectAll(TENANT, true),
        ],
        ["deleteWithChildren"],
    ),
    lifecycle(
        "a tree declared inactive goes leaves first, and keeps its tokens",
        [
            up(tenant),
            countFromHere,
            up(inactive, { acme: "update", claims: "update", hotline: "update", chat: "update" }),
            expectAll(TENANT, true),
            expectRequests({ creates: 0, writes: 4 }),
        ],
        ["deleteWithChildren", "deletionTimestamp"],
    ),
    lifecycle(
        "a tree declared inactive and active again has everything back, numbers too",
        [
            up(tenant),
            up(inactive),
            expectUnit("Hotline", { inactive: true, numbers: [] }),
            up(tenant, { acme: "update", claims: "update", hotline: "update", chat: "update" }),
            expectAll(TENANT, false),
            expectUnit("Hotline", { numbers: [NUMBER], effective: { maxDialogRetentionTime: 3_600_000 } }),
        ],
        ["restoreChildren", "restoreLooser"],
    ),
    lifecycle("a tree with units that nobody declares is not made inactive: the preview says so", [
        up(tenant),
        inConsole(make("project", "Theirs", { in: "Schaden" })),
        countFromHere,
        previewFails(inactive, { at: "acme", during: "check", code: "CVG303", says: ["Acme", "Theirs"] }),
        upFails(inactive, { at: "acme", during: "check", code: "CVG303", says: ["Nothing was made inactive"] }),
        expectRequests({ writes: 0 }),
        expectAll(TENANT, false),
        inConsole(deactivate("Theirs")),
        up(inactive),
        expectAll(TENANT, true),
    ]),
    lifecycle("a customer can be made inactive at birth, and set active later", [
        up([customer("acme", "Acme", { active: false })], { acme: "create" }),
        expectUnit("Acme", { inactive: true }),
        expectPlan({}),
        up(acme, { acme: "update" }),
        expectUnit("Acme", { inactive: false, sameToken: true }),
    ]),
    lifecycle("one project is declared inactive, and its number is free until it comes back", [
        up(tenant),
        up(changed(tenant, { hotline: { active: false } }), { hotline: "update" }),
        expectUnit("Hotline", { inactive: true, sameToken: true, numbers: [] }),
        up(tenant, { hotline: "update" }),
        expectUnit("Hotline", { inactive: false, sameToken: true, numbers: [NUMBER] }),
    ]),
    lifecycle("changes of an inactive unit wait, and are written when it is active again", [
        up([customer("acme", "Acme", { active: false })]),
        up([customer("acme", "Acme AG", { active: false, privacy: { dialogRetention: "1 hour" } })], { acme: "update" }),
        says("CVG317", "Acme AG", "name", "privacy"),
        expectNamesakes("Acme AG", 0),
        up([customer("acme", "Acme AG", { privacy: { dialogRetention: "1 hour" } })], { acme: "update" }),
        expectUnit("Acme AG", { inactive: false, stored: { maxDialogRetentionTime: 3_600_000 } }),
        expectNamesakes("Acme", 0),
    ]),
    lifecycle(
        "a write that fails right after the restore is done by the next up",
        [
            up(tenant),
            up(inactive),
            fault({ match: { method: "POST", route: "/customers/{reseller}/{customer}" }, times: 9, kind: "status", status: 403 }),
            upFails(stricter, { at: "acme", during: "update", code: "CVG507" }),
            expectUnit("Acme", { inactive: false, stored: { maxDialogRetentionTime: 86_400_000 } }),
            noMoreFaults,
            where(
                ({ restoreLooser, restoreChildren, tightening }) =>
                    restoreLooser === "reject" && restoreChildren === "no" && tightening === "cap",
                [
                    // What is still inactive stores more than the customer allows by now: it comes back first, then the customer is tightened.
                    upFails(undefined, { at: "claims", during: "update", code: "CVG101", says: ["Schaden"] }),
                    up(tenant),
                    up(stricter),
                ],
                [up(undefined, { acme: "update", claims: "update", hotline: "update", chat: "update" })],
            ),
            expectUnit("Acme", { stored: { maxDialogRetentionTime: 3_600_000 } }),
            expectUnit("Hotline", { numbers: [NUMBER] }),
            expectAll(TENANT, false),
        ],
        ["restoreLooser"],
    ),
    lifecycle("what changes in the run that makes its tree inactive is written when it comes back", [
        up(tenant),
        up(changed(tenant, { acme: { active: false }, chat: { transcriberLanguage: "de-AT" } })),
        expectAll(TENANT, true),
        up(changed(tenant, { chat: { transcriberLanguage: "de-AT" } })),
        expectAll(TENANT, false),
    ]),
    lifecycle("a department leaves the program with its bots, and the customer stays", [
        up(tenant),
        up(without(tenant, "claims", "hotline", "chat"), { claims: "delete", hotline: "delete", chat: "delete" }),
        expectAll(["Schaden", "Hotline", "Chat"], true),
        expectUnit("Acme", { inactive: false, sameToken: true }),
    ]),
    lifecycle("an active unit below an inactive one of others is refused at preview", [
        inConsole(make("customer", "Acme"), make("account", "Schaden", { in: "Acme" }), deactivate("Schaden"), deactivate("Acme")),
        countFromHere,
        previewFails([...acme, account("claims", "acme", "Schaden")], {
            at: "acme",
            code: "CVG308",
            says: ["inactive", 'ifExists: "restore"'],
        }),
        previewFails((scene) => [account("dept", { token: scene.tokens.get("Acme") ?? "" }, "Neu")], {
            at: "dept",
            code: "CVG304",
            says: ["Acme", "is inactive"],
        }),
        expectRequests({ writes: 0 }),
        up([]),
    ]),
    lifecycle("a tree born inactive is refused where the gateway makes nothing below an inactive unit", [
        countFromHere,
        previewFails(
            [customer("acme", "Acme", { active: false }), account("claims", "acme", "Schaden"), project("chat", "claims", "Chat")],
            {
                at: "acme",
                code: "CVG304",
                says: ['account "Schaden", project "Schaden / Chat"', "Leave active: false out until everything below is made"],
            },
        ),
        upFails([customer("acme", "Acme", { active: false }), account("claims", "acme", "Schaden")], {
            at: "acme",
            during: "check",
            code: "CVG304",
        }),
        expectRequests({ writes: 0 }),
        up([customer("acme", "Acme", { active: false })]),
        previewFails([customer("acme", "Acme", { active: false }), account("claims", "acme", "Schaden")], { at: "claims", code: "CVG304" }),
        up([customer("acme", "Acme", { active: false })], {}),
        up([...acme, account("claims", "acme", "Schaden"), project("chat", "claims", "Chat")], {
            acme: "update",
            claims: "create",
            chat: "create",
        }),
        expectAll(["Acme", "Schaden", "Chat"], false),
    ]),
];
