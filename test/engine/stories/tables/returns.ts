/** A destroyed tenant whose code comes back. */
import { deactivate, inConsole, later, make, settings } from "../console-deeds.js";
import { countFromHere, expectAll, expectNamesakes, expectRequests, expectState, expectUnit, says, token } from "../expects.js";
import { changed, customer } from "../program.js";
import { destroy, expectPlan, previewFails, up, upFails } from "../runs.js";
import { lifecycle, type Story, where } from "../story.js";
import { ALL_CREATED, acme, NUMBER, TENANT, tenant } from "./tenants.js";

const ifExists = (value: unknown) => changed(tenant, { acme: { ifExists: value } });

export const RETURNS: readonly Story[] = [
    lifecycle(
        'a destroyed tenant comes back with ifExists "fail": the message names token, state and purge date',
        [
            up(tenant),
            destroy,
            countFromHere,
            previewFails(tenant, {
                at: "acme",
                during: "check",
                code: "CVG308",
                says: [token("Acme"), "inactive, purged for good on 20", 'ifExists: "restore"', "aliases"],
            }),
            upFails(tenant, { at: "acme", code: "CVG308" }),
            expectRequests({ writes: 0 }),
            expectState(),
            up(ifExists("restore")),
            up(tenant, {}),
        ],
        ["deletionTimestamp"],
    ),
    lifecycle(
        'a destroyed tenant comes back with ifExists "restore": all tokens, settings and numbers',
        [
            up(tenant),
            destroy,
            expectAll(TENANT, true),
            countFromHere,
            up(ifExists("restore"), ALL_CREATED),
            says("CVG310", "acme restores", token("Acme")),
            expectRequests({ creates: 0 }),
            expectAll(TENANT, false),
            expectUnit("Hotline", { numbers: [NUMBER], effective: { maxDialogRetentionTime: 3_600_000, allowRecordings: true } }),
        ],
        ["restoreChildren", "restoreLooser", "deletionTimestamp", "secretsOnRead"],
    ),
    lifecycle("the preview of a restore names every unit and what changes", [
        up(tenant),
        destroy,
        expectPlan({}),
        countFromHere,
        up([], {}),
        previewFails(ifExists("adopt"), { at: "acme", code: "CVG308", says: ["inactive", 'ifExists: "restore"'] }),
        up(ifExists("restore")),
        says("CVG310", "hotline restores", token("Hotline"), `platformNumbers [] => ["${NUMBER}"]`),
        says("CVG310", "chat restores", token("Chat"), "changes nothing"),
        up(tenant, {}),
    ]),
    lifecycle("a destroyed tenant is not adopted: what is inactive is restored", [
        up(tenant),
        destroy,
        countFromHere,
        previewFails(ifExists("adopt"), { at: "acme", code: "CVG308", says: [token("Acme"), 'ifExists: "restore"'] }),
        expectRequests({ writes: 0 }),
        up(ifExists("restore")),
        expectAll(TENANT, false),
    ]),
    lifecycle('a destroyed tenant comes back with ifExists "create": second ones', [
        up(tenant),
        destroy,
        up(ifExists("create"), ALL_CREATED),
        expectNamesakes("Acme", 2),
        expectUnit("Acme", { inactive: true, sameToken: true }),
        expectUnit("Hotline", { inactive: true, sameToken: true }),
    ]),
    lifecycle("a destroyed customer comes back by its token, whatever its name is", [
        up(acme),
        destroy,
        up((scene) => [customer("acme", "Acme II", { ifExists: { token: scene.tokens.get("Acme") } })], { acme: "create" }),
        says("CVG310", "acme restores", token("Acme"), 'name "Acme" => "Acme II"'),
        expectNamesakes("Acme", 0),
        up([customer("acme", "Acme II")], {}),
    ]),
    lifecycle(
        "a number that others have meanwhile is an error; the rest comes back, and the number when it is free",
        [
            up(tenant),
            destroy,
            inConsole(
                make("customer", "Rival"),
                make("account", "Rivals", { in: "Rival" }),
                make("project", "Grabber", { in: "Rivals", platformNumbers: [NUMBER] }),
            ),
            upFails(ifExists("restore"), { at: "hotline", code: "CVG305", says: [NUMBER] }),
            expectUnit("Hotline", { inactive: false, sameToken: true, numbers: [], effective: { maxDialogRetentionTime: 3_600_000 } }),
            inConsole(deactivate("Grabber")),
            // Where the first run has restored the chat, too, it was stopped before that was this stack's: a restore takes what is active as well.
            up(undefined, { hotline: "update", chat: "create" }),
            expectAll(TENANT, false),
            expectUnit("Hotline", { numbers: [NUMBER] }),
        ],
        ["restoreChildren"],
    ),
    lifecycle(
        "a tenant comes back into stricter limits than it left",
        [
            up(tenant),
            destroy,
            inConsole(settings("Sandbox", { allowOutboundCalls: false, anonymizeRemoteNumbers: true })),
            where(
                ({ restoreLooser }) => restoreLooser === "reject",
                [
                    upFails(ifExists("restore"), { at: "acme", during: "create", code: "CVG101" }),
                    expectAll(TENANT, true),
                    expectState(),
                    inConsole(settings("Sandbox", { allowOutboundCalls: true, anonymizeRemoteNumbers: false })),
                    up(undefined, ALL_CREATED),
                ],
                [
                    up(ifExists("restore"), ALL_CREATED),
                    expectUnit("Hotline", { effective: { allowOutboundCalls: false, anonymizeRemoteNumbers: true } }),
                ],
            ),
            expectAll(TENANT, false),
        ],
        ["restoreLooser", "tightening", "restoreChildren"],
    ),
    lifecycle("a purged tenant is made anew, whatever ifExists says", [
        up(tenant),
        destroy,
        later("91 days"),
        up(ifExists("restore"), ALL_CREATED),
        expectUnit("Acme", { inactive: false, sameToken: false }),
        expectUnit("Hotline", { numbers: [NUMBER], sameToken: false }),
    ]),
    lifecycle(
        "a commit that removed a department is reverted",
        [
            up(tenant),
            up(tenant.slice(0, 1), { claims: "delete", hotline: "delete", chat: "delete" }),
            previewFails(tenant, { at: "claims", code: "CVG308", says: [token("Schaden"), "inactive"] }),
            up(changed(tenant, { claims: { ifExists: "restore" } }), { claims: "create", hotline: "create", chat: "create" }),
            expectAll(TENANT, false),
            expectUnit("Hotline", { numbers: [NUMBER] }),
            up(tenant, {}),
        ],
        ["restoreChildren"],
    ),
    lifecycle("a tenant is destroyed and restored twice", [
        up(ifExists("restore"), ALL_CREATED),
        destroy,
        up(ifExists("restore"), ALL_CREATED),
        destroy,
        up(ifExists("restore"), ALL_CREATED),
        expectAll(TENANT, false),
    ]),
];
