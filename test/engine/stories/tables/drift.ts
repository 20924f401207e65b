/** What others do in the console, and how the next run meets it. */
import { deactivate, edit, expectBody, inConsole, later, move, rename, restore, settings } from "../console-deeds.js";
import { expectAll, expectNamesakes, expectState, expectUnit, says, saysNothingOf, token } from "../expects.js";
import { changed, customer } from "../program.js";
import { expectPlan, forget, refresh, refreshFails, up, upRefresh } from "../runs.js";
import { lifecycle, type Story } from "../story.js";
import { ALL_CREATED, acme, NUMBER, TENANT, tenant, twoDepartments } from "./tenants.js";

const DAY_MS = 86_400_000;

export const DRIFT: readonly Story[] = [
    lifecycle("a tenant is made as declared", [
        expectPlan({}),
        up(tenant, ALL_CREATED),
        expectAll(TENANT, false),
        expectUnit("Hotline", {
            in: "Schaden",
            numbers: [NUMBER],
            effective: { maxDialogRetentionTime: 3_600_000, allowRecordings: true },
        }),
        expectUnit("Chat", { effective: { maxDialogRetentionTime: 600_000, allowRecordings: false, anonymizeRemoteNumbers: true } }),
    ]),
    lifecycle("a rename changes the unit in place", [
        up(tenant),
        up(changed(tenant, { acme: { name: "Acme AG" }, hotline: { name: "Hotline 24h" } }), { acme: "update", hotline: "update" }),
        expectNamesakes("Acme", 0),
        expectNamesakes("Acme AG", 1),
        expectUnit("Hotline 24h", { in: "Schaden", numbers: [NUMBER] }),
        up(tenant, { acme: "update", hotline: "update" }),
        expectAll(TENANT, false),
    ]),
    lifecycle("a customer deleted in the console comes back", [
        up(acme),
        inConsole(deactivate("Acme")),
        refresh({ acme: ["active", "purgeAt"] }),
        expectPlan({ acme: "update" }),
        up(acme),
        expectUnit("Acme", { inactive: false, sameToken: true }),
    ]),
    lifecycle("a customer deleted in the console is told by a preview that does not look at it", [
        up(acme),
        inConsole(deactivate("Acme")),
        expectPlan({}),
        says("CVG311", "Acme", token("Acme"), "made inactive"),
        upRefresh(acme, { acme: "update" }),
        expectUnit("Acme", { inactive: false, sameToken: true }),
    ]),
    lifecycle("a customer renamed in the console gets its name back", [
        up(acme),
        inConsole(rename("Acme", "Acme GmbH")),
        expectPlan({}),
        says("CVG311", "Acme", 'renamed to "Acme GmbH"'),
        upRefresh(acme, { acme: "update" }),
        expectUnit("Acme", { sameToken: true }),
    ]),
    lifecycle("what was changed in the console is repaired by up --refresh", [
        up(tenant),
        inConsole(
            settings("Hotline", { allowRecordings: false }),
            edit("Hotline", (body) => ({ ...body, transcriberLanguage: "en-GB", provisioningBlocks: [1, 2] })),
        ),
        upRefresh(tenant, { hotline: "update" }),
        expectBody("Hotline", { transcriberLanguage: "de-DE", provisioningBlocks: [1, 2] }),
        expectUnit("Hotline", { sameToken: true, effective: { allowRecordings: true } }),
    ]),
    lifecycle("settings loosened in the console are tightened again", [
        up(tenant),
        inConsole(settings("Hotline", { maxDialogRetentionTime: DAY_MS })),
        refresh({ hotline: ["effective", "privacy"] }),
        expectPlan({ hotline: "update" }),
        up(tenant),
        expectUnit("Hotline", { stored: { maxDialogRetentionTime: 3_600_000 } }),
    ]),
    lifecycle("a project made inactive in the console comes back with its number", [
        up(tenant),
        inConsole(deactivate("Hotline")),
        refresh({ hotline: ["active", "platformNumbers", "purgeAt"] }),
        up(tenant, { hotline: "update" }),
        expectUnit("Hotline", { inactive: false, sameToken: true, numbers: [NUMBER] }),
    ]),
    lifecycle(
        "a whole tenant made inactive in the console comes back with its numbers",
        [
            up(tenant),
            inConsole(deactivate("Hotline"), deactivate("Chat"), deactivate("Schaden"), deactivate("Acme")),
            refresh(),
            up(tenant, { acme: "update", claims: "update", hotline: "update", chat: "update" }),
            expectAll(TENANT, false),
            expectUnit("Hotline", { numbers: [NUMBER] }),
        ],
        ["restoreChildren", "deletionTimestamp"],
    ),
    lifecycle(
        "a project moved in the console is moved back",
        [
            up(twoDepartments),
            inConsole(move("Hotline", "Vertrieb")),
            expectPlan({}),
            says("CVG311", "Hotline", 'moved to account "Vertrieb"'),
            upRefresh(twoDepartments, { hotline: "update" }),
            expectUnit("Hotline", { in: "Schaden", sameToken: true, numbers: [NUMBER] }),
        ],
        ["moveNumbers"],
    ),
    lifecycle(
        "a customer purged behind our back is told, and a new one is made",
        [
            up(acme),
            inConsole(deactivate("Acme")),
            refresh(),
            later("91 days"),
            expectPlan({ acme: "replace" }),
            refresh({ acme: "gone" }),
            says("CVG319", "Acme", "purged"),
            up(acme, { acme: "create" }),
            expectUnit("Acme", { inactive: false, sameToken: false }),
        ],
        ["deletionTimestamp"],
    ),
    lifecycle("a customer purged without ever being seen inactive is an error, and its state is kept", [
        up(acme),
        inConsole(deactivate("Acme")),
        later("91 days"),
        refreshFails({ at: "acme", code: "CVG301", says: ["Acme", token("Acme"), "last written, at ", "pulumi state delete"] }),
        expectState("acme"),
        expectPlan({}),
        says("CVG311", "Acme", "no longer at the gateway"),
        forget("acme"),
        up(acme, { acme: "create" }),
        expectUnit("Acme", { inactive: false, sameToken: false }),
    ]),
    lifecycle(
        "a customer declared inactive and purged makes no diff, and leaves the program without an error",
        [
            up([customer("acme", "Acme", { active: false })]),
            later("91 days"),
            refresh(),
            says("CVG319", "Acme", "declared inactive", "Remove it from the program"),
            expectPlan({}),
            up([], { acme: "delete" }),
            expectNamesakes("Acme", 0),
        ],
        ["deletionTimestamp"],
    ),
    lifecycle("a customer declared inactive and purged is replaced by a new one when it is set active", [
        up([customer("acme", "Acme", { active: false })]),
        later("91 days"),
        refresh(),
        up(acme, { acme: "replace" }),
        expectUnit("Acme", { inactive: false, sameToken: false }),
    ]),
    lifecycle("a setting that somebody else loosened is as declared again after any write of the unit", [
        up(changed(tenant, { hotline: { privacy: { dialogRetention: "10 minutes", anonymizeNumbers: true } } })),
        inConsole(settings("Hotline", { maxDialogRetentionTime: 3_600_000, anonymizeRemoteNumbers: false })),
        up(changed(tenant, { hotline: { name: "Hotline 24h", privacy: { dialogRetention: "10 minutes", anonymizeNumbers: true } } }), {
            hotline: "update",
        }),
        says("CVG315", 'dialogRetention "10 minutes" => "1 hour"', "anonymizeNumbers true => false", "It is now as declared"),
        expectUnit("Hotline 24h", { stored: { maxDialogRetentionTime: 600_000, anonymizeRemoteNumbers: true } }),
    ]),
    lifecycle("what somebody else changed between two runs is named when it is replaced", [
        up(tenant),
        inConsole(
            edit("Hotline", (body) => ({ ...body, synthesizerLanguage: "fr-FR" })),
            settings("Hotline", { maxDialogRetentionTime: 600_000 }),
        ),
        up(changed(tenant, { hotline: { name: "Hotline 24h" } }), { hotline: "update" }),
        says("CVG315", "Hotline", 'synthesizerLanguage "de-DE" => "fr-FR"', 'dialogRetention "1 hour" => "10 minutes"'),
        expectBody("Hotline 24h", { synthesizerLanguage: "de-DE" }),
        upRefresh(),
    ]),
    lifecycle("a unit declared inactive that somebody restored is told, and made inactive again", [
        up([customer("acme", "Acme", { active: false })]),
        inConsole(restore("Acme")),
        expectPlan({}),
        says("CVG311", "Acme", "made active"),
        upRefresh(undefined, { acme: "update" }),
        expectUnit("Acme", { inactive: true, sameToken: true }),
    ]),
    lifecycle("server fields and the order of numbers are no drift", [
        up(changed(tenant, { hotline: { platformNumbers: [NUMBER, "+4989200002"] } })),
        inConsole(edit("Hotline", (body) => ({ ...body, platformNumbers: ["+4989200002", NUMBER], dialogDuration: 9, color: "red" }))),
        refresh({}),
        expectPlan({}),
        saysNothingOf("CVG3"),
    ]),
];
