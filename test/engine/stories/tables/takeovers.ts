/** Units that are there already: taken over, or told apart. */
import { deactivate, fault, inConsole, make, noMoreFaults } from "../console-deeds.js";
import { countFromHere, expectAll, expectDeactivated, expectNamesakes, expectRequests, expectUnit, says, token } from "../expects.js";
import { account, changed, customer, project, renamed, without } from "../program.js";
import { configured, forget, inStack, loseState, preview, previewFails, up, upFails } from "../runs.js";
import { lifecycle, type Story, where } from "../story.js";
import { ALL_CREATED, acme, NUMBER, TENANT, tenant } from "./tenants.js";

const SECOND = "+4989200002";

const adopted = changed(tenant, { acme: { ifExists: "adopt" } });
const adopting = [customer("acme", "Acme", { ifExists: "adopt" })];

/** A secret that the gateway hides is written, because nobody knows whether it is the declared one. */
const writesNothing = where(
    ({ secretsOnRead }) => secretsOnRead === "plain",
    [expectRequests({ writes: 0 })],
    [expectRequests({ writes: 1 })],
);

const madeInConsole = inConsole(
    make("customer", "Acme"),
    make("account", "Schaden", { in: "Acme" }),
    make("project", "Hotline", { in: "Schaden", transcriberLanguage: "en-GB", dialogDuration: 12 }),
    make("project", "Chat", { in: "Schaden" }),
);

export const TAKEOVERS: readonly Story[] = [
    lifecycle(
        "a tenant made in the console is adopted, with the changes that the preview names",
        [
            madeInConsole,
            preview(adopted, ALL_CREATED),
            says("CVG310", "acme adopts", token("Acme"), 'dialogRetention "1 month" => "1 day"'),
            says("CVG310", "claims adopts", token("Schaden")),
            says("CVG310", "hotline adopts", token("Hotline"), 'transcriberLanguage "en-GB" => "de-DE"', "platformNumbers"),
            says("CVG310", "chat adopts", token("Chat"), "changes nothing"),
            countFromHere,
            up(adopted, ALL_CREATED),
            expectRequests({ creates: 0 }),
            where(({ tightening }) => tightening === "cap", [expectRequests({ writes: 3 })]),
            expectAll(TENANT, false),
            expectUnit("Hotline", { numbers: [NUMBER] }),
            up(tenant, {}),
        ],
        ["tightening", "secretsOnRead"],
    ),
    lifecycle("adopting what is as declared writes nothing", [
        up(tenant),
        loseState,
        countFromHere,
        up(adopted, ALL_CREATED),
        says("CVG310", "acme adopts", token("Acme"), "changes nothing"),
        says("CVG310", "hotline adopts", token("Hotline"), "changes nothing"),
        writesNothing,
        expectAll(TENANT, false),
    ]),
    lifecycle("a lost state comes back with the stack's cvg:ifExists", [
        up(tenant),
        loseState,
        previewFails(tenant, { at: "acme", code: "CVG308", says: [token("Acme"), "active", 'ifExists: "adopt"'] }),
        configured({ "cvg:ifExists": "adopt" }),
        countFromHere,
        up(tenant, ALL_CREATED),
        writesNothing,
        configured({}),
        expectAll(TENANT, false),
    ]),
    lifecycle("of several namesakes none is guessed: they are listed", [
        inConsole(make("customer", "Acme"), make("customer", "Acme")),
        expectNamesakes("Acme", 2),
        previewFails(adopting, { at: "acme", code: "CVG309", says: [token("Acme"), "more than one customer", "ifExists: { token:"] }),
        previewFails(acme, { at: "acme", code: "CVG308", says: [token("Acme"), "more than one customer"] }),
        countFromHere,
        up((scene) => [customer("acme", "Acme", { ifExists: { token: scene.tokens.get("Acme") } })], { acme: "create" }),
        expectRequests({ writes: 0 }),
        up(acme, {}),
    ]),
    lifecycle("two resources do not have one unit", [
        inConsole(make("customer", "Acme")),
        previewFails([...adopting, customer("again", "Acme", { ifExists: "adopt" })], {
            at: "again",
            code: "CVG309",
            says: [token("Acme"), "acme"],
        }),
        upFails(undefined, { at: "again", during: "check", code: "CVG309" }),
        up(adopting, {}),
        previewFails([...acme, customer("again", "Acme", { ifExists: "adopt" })], { at: "again", code: "CVG309", says: [token("Acme")] }),
        up(acme, {}),
    ]),
    lifecycle("a resource renamed in the program adopts its own unit, which stays active", [
        up(tenant),
        countFromHere,
        up(changed(renamed(tenant, "chat", "talk"), { talk: { ifExists: "adopt" } }), { talk: "create", chat: "delete" }),
        says("CVG316", "Chat", token("Chat"), "talk"),
        expectRequests({ writes: 0 }),
        expectDeactivated(),
        expectUnit("Chat", { inactive: false, sameToken: true }),
        up(renamed(tenant, "chat", "talk"), {}),
    ]),
    lifecycle("a customer renamed in the program takes its units along", [
        up(tenant),
        previewFails(renamed(tenant, "acme", "corp"), { at: "corp", code: "CVG308", says: ["aliases"] }),
        countFromHere,
        up(changed(renamed(tenant, "acme", "corp"), { corp: { ifExists: "adopt" } })),
        says("CVG316", "Acme", "corp"),
        expectDeactivated(),
        expectRequests({ writes: 0 }),
        expectAll(TENANT, false),
    ]),
    lifecycle("a create whose answer is lost is settled in the same run, and never repeated", [
        fault({ match: { method: "POST", route: "/customers/{reseller}" }, kind: "drop-after" }),
        countFromHere,
        up(acme, { acme: "create" }),
        says("CVG322", "Acme", "was lost"),
        expectNamesakes("Acme", 1),
        expectRequests({ creates: 1 }),
        noMoreFaults,
        up(acme, {}),
    ]),
    lifecycle("what an interrupted run has left is continued with: a whole tree, without a write", [
        up(tenant),
        loseState,
        configured({ "cvg:ifExists": "continue" }),
        preview(tenant, ALL_CREATED),
        says("CVG310", "acme continues with", token("Acme"), "just what would be made"),
        says("CVG310", "hotline continues with", token("Hotline"), "just what would be made"),
        countFromHere,
        up(tenant, ALL_CREATED),
        expectRequests({ creates: 0 }),
        writesNothing,
        configured({}),
        expectAll(TENANT, false),
        up(tenant, {}),
    ]),
    lifecycle("what an interrupted run has left is recognised where nothing was said of it, and what differs is not taken for that", [
        up(tenant),
        loseState,
        previewFails(tenant, {
            at: "acme",
            code: "CVG308",
            says: [
                token("Acme"),
                "just what this resource would make",
                "or another run is making it just now",
                "pulumi cancel",
                "cvg:ifExists continue",
            ],
        }),
        previewFails(changed(tenant, { acme: { privacy: { dialogRetention: "1 hour" } } }), {
            at: "acme",
            code: "CVG308",
            says: [token("Acme"), 'ifExists: "adopt"'],
            without: ["just what this resource would make", "pulumi cancel"],
        }),
        configured({ "cvg:ifExists": "continue" }),
        up(tenant, ALL_CREATED),
        configured({}),
        up(tenant, {}),
    ]),
    lifecycle("half a tree is continued with, and the rest is made", [
        up(without(tenant, "chat", "hotline")),
        loseState,
        countFromHere,
        up(changed(tenant, { acme: { ifExists: "continue" } }), ALL_CREATED),
        expectRequests({ creates: 2 }),
        expectAll(TENANT, false),
        up(tenant, {}),
    ]),
    lifecycle("what differs from what would be made is not continued with: the message says in what", [
        inConsole(make("customer", "Acme", { contact: { mail: "it@acme.example" } })),
        previewFails([customer("acme", "Acme", { ifExists: "continue", privacy: { dialogRetention: "1 hour" } })], {
            at: "acme",
            code: "CVG308",
            says: [token("Acme"), "It is not what an interrupted run has left", "privacy", 'ifExists: "adopt"'],
        }),
        inConsole(deactivate("Acme")),
        previewFails([customer("acme", "Acme", { ifExists: "continue" })], { at: "acme", code: "CVG308", says: ["active would change"] }),
        up([customer("acme", "Acme", { ifExists: "restore" })]),
    ]),
    lifecycle("of two units that an interrupted run may have left none is continued with", [
        inConsole(make("customer", "Acme"), make("customer", "Acme")),
        expectNamesakes("Acme", 2),
        previewFails([customer("acme", "Acme", { ifExists: "continue" })], {
            at: "acme",
            code: "CVG309",
            says: ["more than one customer"],
        }),
        up((scene) => [customer("acme", "Acme", { ifExists: { token: scene.tokens.get("Acme") } })]),
    ]),
    lifecycle("two new resources of one name at one place are refused at preview, unless that is meant", [
        previewFails([...acme, customer("again", "Acme")], {
            at: "again",
            code: "CVG309",
            says: ["acme makes a customer", 'ifExists: "create"'],
        }),
        expectNamesakes("Acme", 0),
        up([...acme, customer("again", "Acme", { ifExists: "create" })]),
        expectNamesakes("Acme", 2),
    ]),
    lifecycle("a unit above that is not at the gateway, or of another level, is told at preview", [
        up(tenant),
        previewFails([account("lost", { token: "8f4b7a8e-0000-4000-8000-000000000000" }, "Lost")], {
            at: "lost",
            code: "CVG301",
            says: ["customer 8f4b7a8e-0000-4000-8000-000000000000", "unit above"],
        }),
        previewFails((scene) => [...tenant, account("lost", { token: scene.tokens.get("Schaden") ?? "" }, "Lost")], {
            at: "lost",
            code: "CVG201",
            says: ["account", "Schaden", "not a customer"],
        }),
        up(tenant, {}),
    ]),
    lifecycle("a live hotline that is adopted keeps its number where another that it is to have is taken", [
        inConsole(
            make("customer", "Acme"),
            make("account", "Schaden", { in: "Acme" }),
            make("project", "Hotline", { in: "Schaden", platformNumbers: [NUMBER] }),
            make("project", "Theirs", { in: "Schaden", platformNumbers: [SECOND] }),
        ),
        upFails(
            [
                customer("acme", "Acme", { ifExists: "adopt" }),
                account("claims", "acme", "Schaden"),
                project("hotline", "claims", "Hotline", { platformNumbers: [NUMBER, SECOND] }),
            ],
            { at: "hotline", code: "CVG305", says: [SECOND] },
        ),
        expectUnit("Hotline", { inactive: false, numbers: [NUMBER] }),
        inConsole(deactivate("Theirs")),
        up(undefined, { hotline: "update" }),
        expectUnit("Hotline", { numbers: [NUMBER, SECOND] }),
    ]),
    lifecycle("a create that never arrived is made by the next up", [
        fault({ match: { method: "POST", route: "/customers/{reseller}" }, kind: "drop-before" }),
        upFails(acme, { at: "acme", during: "create", code: "CVG505" }),
        up(acme, { acme: "create" }),
        expectNamesakes("Acme", 1),
    ]),
    lifecycle("a restore that was asked for of a unit that is active is done: whoever did it", [
        inConsole(make("customer", "Acme")),
        countFromHere,
        up([customer("acme", "Acme", { ifExists: "restore" })], { acme: "create" }),
        says("CVG310", "acme adopts", token("Acme"), "changes nothing"),
        expectRequests({ creates: 0, writes: 0 }),
        expectUnit("Acme", { sameToken: true, inactive: false }),
        up(acme, {}),
    ]),
    lifecycle("a second unit of one name is made when the program says so", [
        inConsole(make("customer", "Acme")),
        up([customer("acme", "Acme", { ifExists: "create" })], { acme: "create" }),
        expectNamesakes("Acme", 2),
        expectUnit("Acme", { sameToken: true }),
        up(acme, {}),
    ]),
    lifecycle("a token that is none is refused", [
        previewFails([customer("acme", "Acme", { ifExists: { token: "8f4b7a8e-0000-4000-8000-000000000000" } })], {
            at: "acme",
            code: "CVG309",
            says: ["8f4b7a8e-0000-4000-8000-000000000000"],
        }),
        up(acme),
    ]),
    lifecycle("a project that stands elsewhere is taken by its token, and moved", [
        up(tenant),
        inConsole(make("account", "Alt", { in: "Acme" }), make("project", "Mailbox", { in: "Alt" })),
        up((scene) => [...tenant, project("mailbox", "claims", "Mailbox", { ifExists: { token: scene.tokens.get("Mailbox") } })]),
        says("CVG310", "mailbox adopts", token("Mailbox"), "account"),
        expectUnit("Mailbox", { in: "Schaden", sameToken: true }),
        inConsole(deactivate("Alt")),
        up([...tenant, project("mailbox", "claims", "Mailbox")], {}),
    ]),
    lifecycle("a unit is adopted inactive", [
        inConsole(make("customer", "Acme")),
        up([customer("acme", "Acme", { ifExists: "adopt", active: false })], { acme: "create" }),
        says("CVG310", "acme adopts", token("Acme"), "active true => false"),
        expectUnit("Acme", { inactive: true, sameToken: true }),
    ]),
    lifecycle("a stack is split: one forgets the chat, the other adopts it", [
        up(tenant),
        forget("chat"),
        up(without(tenant, "chat"), {}),
        inStack("second"),
        countFromHere,
        up((scene) => [project("bot", { token: token("Schaden")(scene) }, "Chat", { ifExists: "adopt" })], { bot: "create" }),
        expectRequests({ writes: 0 }),
        expectUnit("Chat", { inactive: false, sameToken: true }),
    ]),
    lifecycle(
        "a customer with looser settings than the program's is tightened when it is adopted",
        [
            inConsole(make("customer", "Acme"), make("account", "Schaden", { in: "Acme" })),
            up(without(adopted, "hotline", "chat")),
            expectUnit("Schaden", { sameToken: true, effective: { maxDialogRetentionTime: 86_400_000 } }),
        ],
        ["tightening", "looserWrite"],
    ),
];
