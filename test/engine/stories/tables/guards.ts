/** Wrong configurations, broken gateways, other stacks, and what 90 days do. */

import { ROUTES } from "../../../../provider/sandbox/http/routes.js";
import { expectDataGone, placeCall } from "../calls.js";
import { deactivate, edit, fault, inConsole, later, noMoreFaults } from "../console-deeds.js";
import { countFromHere, expectAll, expectNamesakes, expectRequests, expectState, expectUnit, says, token } from "../expects.js";
import { account, changed, customer, resellerPrivacy } from "../program.js";
import {
    configured,
    destroy,
    destroyFails,
    expectPlan,
    inStack,
    otherReseller,
    previewFails,
    refresh,
    refreshFails,
    unknownReseller,
    up,
    upFails,
    upRefresh,
} from "../runs.js";
import { lifecycle, type Story } from "../story.js";
import { ALL_CREATED, acme, NUMBER, TENANT, tenant } from "./tenants.js";

/** Every call but the one for an access token. */
const everything404 = fault(ROUTES.map(({ method, route }) => ({ match: { method, route }, times: 1000, kind: "status", status: 404 })));

export const GUARDS: readonly Story[] = [
    lifecycle("another reseller is configured: nothing is changed, and the state is kept", [
        up(tenant),
        countFromHere,
        otherReseller,
        refreshFails({ code: "CVG302", says: ["Set cvg:reseller back"] }),
        previewFails(changed(tenant, { acme: { name: "Acme AG" } }), { at: "acme", code: "CVG302" }),
        upFails(changed(tenant, { acme: { name: "Acme AG" } }), { at: "acme", code: "CVG302" }),
        destroyFails({ code: "CVG302" }),
        expectState("acme", "claims", "hotline", "chat"),
        configured({}),
        expectRequests({ writes: 0 }),
        up(tenant, {}),
    ]),
    lifecycle("a reseller that the gateway does not know is an error, and the state is kept", [
        up(tenant),
        countFromHere,
        unknownReseller,
        refreshFails({ code: "CVG302" }),
        upFails(changed(tenant, { acme: { name: "Acme AG" } }), { at: "acme", code: "CVG30" }),
        destroyFails({ code: "CVG302" }),
        expectState("acme", "claims", "hotline", "chat"),
        configured({}),
        expectRequests({ writes: 0 }),
        up(tenant, {}),
    ]),
    lifecycle("a gateway that answers 404 to everything loses no state", [
        up(tenant),
        countFromHere,
        everything404,
        refreshFails({ code: "CVG301" }),
        upFails(changed(tenant, { acme: { name: "Acme AG" } }), { at: "acme", code: "CVG301" }),
        destroyFails({ code: "CVG301" }),
        expectState("acme", "claims", "hotline", "chat"),
        noMoreFaults,
        expectRequests({ creates: 0 }),
        up(tenant, {}),
        expectAll(TENANT, false),
    ]),
    lifecycle("a gateway that answers 404 to everything is no purge, also of a unit that is known to be inactive", [
        up(tenant),
        inConsole(deactivate("Hotline")),
        refresh(),
        everything404,
        refreshFails({ code: "CVG301" }),
        expectState("acme", "claims", "hotline", "chat"),
        noMoreFaults,
        up(tenant, { hotline: "update" }),
        expectUnit("Hotline", { inactive: false, sameToken: true, numbers: [NUMBER] }),
    ]),
    lifecycle("two stacks have their departments at one customer", [
        up(acme),
        inStack("second"),
        up((scene) => [account("sales", { token: scene.tokens.get("Acme") ?? "" }, "Vertrieb", { privacy: { recordings: false } })], {
            sales: "create",
        }),
        expectUnit("Vertrieb", { in: "Acme" }),
        inStack("first"),
        up([...acme, account("claims", "acme", "Schaden")], { claims: "create" }),
        upFails([], { at: "acme", code: "CVG303", says: ["Vertrieb"] }),
        expectUnit("Acme", { inactive: false }),
        expectUnit("Vertrieb", { inactive: false, sameToken: true }),
        inStack("second"),
        destroy,
        inStack("first"),
        up([], { acme: "delete" }),
    ]),
    lifecycle("two stacks want the same department: the second is told of the first's", [
        up([...acme, account("claims", "acme", "Schaden")]),
        inStack("second"),
        previewFails((scene) => [account("mine", { token: scene.tokens.get("Acme") ?? "" }, "Schaden")], {
            at: "mine",
            code: "CVG308",
            says: [token("Schaden"), "active"],
        }),
        up([]),
        inStack("first"),
        expectPlan({}),
    ]),
    lifecycle(
        "91 days after a destroy everything is gone for good: units, dialogs and recordings",
        [
            up(tenant),
            placeCall("Hotline", NUMBER),
            destroy,
            later("91 days"),
            expectDataGone,
            expectNamesakes("Hotline", 0),
            up(tenant, ALL_CREATED),
            expectUnit("Hotline", { sameToken: false, numbers: [NUMBER] }),
        ],
        ["settingsApply"],
    ),
    lifecycle("91 days after a customer was made inactive in the console, the next up says so before it makes a new one", [
        up(tenant),
        placeCall("Hotline", NUMBER),
        inConsole(deactivate("Hotline")),
        refresh(),
        later("91 days"),
        expectDataGone,
        upRefresh(tenant, { hotline: "create" }),
        says("CVG319", "Hotline", "purged"),
        expectUnit("Hotline", { sameToken: false, numbers: [NUMBER] }),
        expectUnit("Chat", { sameToken: true }),
    ]),
    lifecycle("an update that the gateway refuses half-way is finished by the next up", [
        up(tenant),
        fault({ match: { method: "POST", route: "/account/{reseller}/{account}" }, times: 9, kind: "status", status: 403 }),
        upFails(changed(tenant, { acme: { name: "Acme AG" }, claims: { name: "Claims" } }), {
            at: "claims",
            during: "update",
            code: "CVG507",
        }),
        noMoreFaults,
        up(undefined, { claims: "update" }),
        expectNamesakes("Claims", 1),
    ]),
    lifecycle(
        "the reseller's policy stands above a tenant that comes and goes",
        [
            up([resellerPrivacy({ dialogRetention: "1 hour", recordings: true }), ...changed(tenant, { acme: { privacy: {} } })]),
            expectUnit("Hotline", { effective: { maxDialogRetentionTime: 3_600_000 } }),
            up([
                resellerPrivacy({ dialogRetention: "10 minutes", recordings: true }),
                ...changed(tenant, { acme: { privacy: {} }, hotline: { privacy: {} } }),
            ]),
            expectUnit("Hotline", { effective: { maxDialogRetentionTime: 600_000 } }),
            destroy,
            up([
                resellerPrivacy({ dialogRetention: "10 minutes", recordings: true }),
                ...changed(tenant, { acme: { privacy: {}, ifExists: "restore" }, hotline: { privacy: {} } }),
            ]),
            expectAll(TENANT, false),
            inConsole(edit("Sandbox", (body) => ({ ...body, contact: { mail: "desk@reseller.example" } }))),
            refresh({}),
        ],
        ["tightening", "restoreLooser", "restoreChildren"],
    ),
    lifecycle("a department of another team below our customer is never touched", [
        up([customer("acme", "Acme", { privacy: { dialogRetention: "1 day" } })]),
        inStack("second"),
        up((scene) => [
            account("sales", { token: scene.tokens.get("Acme") ?? "" }, "Vertrieb", { privacy: { dialogRetention: "1 hour" } }),
        ]),
        inStack("first"),
        up([customer("acme", "Acme", { privacy: { dialogRetention: "1 week" } })], { acme: "update" }),
        expectUnit("Vertrieb", { stored: { maxDialogRetentionTime: 3_600_000 } }),
    ]),
];
