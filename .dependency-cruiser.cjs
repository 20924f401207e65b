// Which folder may know which: the arrows of the architecture. `npm run arrows` checks them; docs/decisions says why they go this way.

/** What of a resource's folder runs in the user's program: the class that is constructed, its arguments, its declaration. */
const classes = "^provider/resources/(?<own>[^/]+)/(?:\\k<own>|args|bounds|declare|within)\\.ts$";
const pulumi = "^@pulumi/pulumi|node_modules/@pulumi/pulumi/|node_modules/@grpc/|^@grpc/";
const heavy = "node_modules/(?:undici|hono|@hono|libphonenumber-js|commander)/|^(?:undici|hono|@hono|libphonenumber-js|commander)";

/** `from` may know only `to` (and itself, provider/errors, provider/package, Node and packages; those have rules of their own). */
const knowsOnly = (name, comment, from, to, fromNot) => ({
    name,
    comment,
    severity: "error",
    from: { path: from, ...(fromNot ? { pathNot: fromNot } : {}) },
    to: { path: "^(?:provider|examples|test|docs)/", pathNot: ["^provider/(?:errors|package)/", ...to] },
});

module.exports = {
    forbidden: [
        knowsOnly("errors-is-a-leaf", "everybody may import the errors, so they import nobody", "^provider/errors/", []),
        knowsOnly("package-is-a-leaf", "what the package is, whoever asks", "^provider/package/", ["^provider/package/"]),
        knowsOnly("policy-is-pure", "the rules are plain functions of plain values", "^provider/policy/", ["^provider/policy/"]),
        {
            name: "policy-does-no-io",
            comment: "the rules know neither Node nor any package",
            severity: "error",
            from: { path: "^provider/policy/" },
            to: { dependencyTypes: ["core", "npm", "npm-dev", "npm-peer"] },
        },
        knowsOnly("gateway", "the HTTP client knows the settings, not who asks", "^provider/gateway/", [
            "^provider/gateway/",
            "^provider/policy/",
        ]),
        knowsOnly(
            "contract-is-a-leaf",
            "the wire is described once, for the client and the embedded gateway",
            "^provider/gateway/wire/contract\\.ts$",
            ["^provider/policy/level\\.ts$", "^provider/gateway/wire/names\\.ts$"],
        ),
        knowsOnly("gateway-wire", "the wire is plain values: nothing in it sends or waits", "^provider/gateway/wire/", [
            "^provider/gateway/wire/",
            "^provider/policy/",
        ]),
        knowsOnly("gateway-transport", "carrying a call is one thing, knowing units another", "^provider/gateway/transport/", [
            "^provider/gateway/(?:transport|wire)/",
            "^provider/gateway/configuration\\.ts$",
        ]),
        knowsOnly("told", "what the program tells the provider is a shape of plain values, known to both", "^provider/told\\.ts$", [
            "^provider/policy/(?:level|table)\\.ts$",
        ]),
        knowsOnly(
            "definition",
            "the contract of a resource knows neither the shells that run it nor which resources there are",
            "^provider/definition/",
            ["^provider/definition/", "^provider/gateway/", "^provider/told\\.ts$"],
        ),
        knowsOnly("engine", "the dynamic shell runs definitions; it does not know which there are", "^provider/engine/", [
            "^provider/engine/",
            "^provider/definition/",
            "^provider/gateway/",
            "^provider/told\\.ts$",
        ]),
        {
            name: "judging-never-writes",
            comment: "what check, plan and read do may be done at any time: whatever writes is in the room beside",
            severity: "error",
            from: { path: "^provider/resources/unit/judge/" },
            to: { path: "^provider/resources/unit/write/" },
        },
        {
            name: "the-picture-is-below-the-judge",
            comment: "a program's picture is judged, and the gate acts on the verdict; never the other way round",
            severity: "error",
            from: { path: "^provider/program/picture/" },
            to: { path: "^provider/program/(?:judge|gate)/" },
        },
        {
            name: "the-judge-knows-no-gate",
            comment: "what breaks a rule is a matter of what is declared, not of when it is asked",
            severity: "error",
            from: { path: "^provider/program/judge/" },
            to: { path: "^provider/program/gate/" },
        },
        knowsOnly(
            "resources",
            "definitions know what they manage, not who runs them",
            "^provider/resources/",
            ["^provider/resources/", "^provider/definition/", "^provider/gateway/", "^provider/policy/", "^provider/told\\.ts$"],
            classes,
        ),
        {
            name: "definitions-know-no-class",
            comment: "a definition runs in the provider process; the classes run in the user's program",
            severity: "error",
            from: { path: "^provider/resources/", pathNot: classes },
            to: { path: classes },
        },
        knowsOnly("program", "what runs in the user's program knows the rules and may read the gateway", "^provider/program/", [
            "^provider/program/",
            "^provider/gateway/",
            "^provider/policy/",
            "^provider/told\\.ts$",
        ]),
        knowsOnly("no-promise-stacks", "what classes do each time, once: it loads nothing else", "^provider/no-promise-stacks/", [
            "^provider/program/without-promise-stacks\\.ts$",
        ]),
        knowsOnly("classes", "a class hands its arguments to program/ and knows its own inputs", classes, [
            "^provider/resources/",
            "^provider/definition/draft\\.ts$",
            "^provider/program/",
            "^provider/policy/",
            "^provider/told\\.ts$",
        ]),
        knowsOnly("handlers", "one line each: a definition in the shell, or what refuses a whole program", "^provider/handlers/", [
            "^provider/engine/(?:dynamic|rules)-handler\\.ts$",
            "^provider/resources/[^/]+/definition\\.ts$",
        ]),
        knowsOnly(
            "native",
            "the plugin is a second way in to the same handlers: of the engine's room it takes what both ways need, of the resources their definitions",
            "^provider/native/",
            [
                "^provider/native/",
                "^provider/engine/",
                "^provider/definition/(?:draft|shape)\\.ts$",
                "^provider/gateway/",
                "^provider/policy/(?:level|period|table)\\.ts$",
                "^provider/resources/[^/]+/(?:definition|inputs|shapes)\\.ts$",
                "^provider/told\\.ts$",
            ],
        ),
        knowsOnly("constructs", "constructs are made of classes, as a user's own would be", "^provider/constructs/", [
            "^provider/constructs/",
            classes,
            "^provider/resources/privacy/inputs\\.ts$",
            "^provider/program/",
            "^provider/policy/",
        ]),
        knowsOnly("files", "a file is read as what a construct takes, and checked by the shapes that check a program", "^provider/files/", [
            "^provider/files/",
            "^provider/constructs/",
            "^provider/definition/",
            "^provider/policy/",
            "^provider/resources/[^/]+/(?:inputs|fields|shapes)\\.ts$",
        ]),
        knowsOnly("schema", "what is taken, for other programs: shapes alone", "^provider/schema/", [
            "^provider/schema/",
            "^provider/files/(?:json-schema|tenants-file)\\.ts$",
            "^provider/resources/[^/]+/inputs\\.ts$",
        ]),
        knowsOnly("review", "what a preview means needs the rules, and the preview's JSON", "^provider/review/", [
            "^provider/review/",
            "^provider/policy/",
        ]),
        knowsOnly("audit", "rules of an organisation are held against what a review or an inventory knows", "^provider/audit/", [
            "^provider/audit/",
            "^provider/review/(?:index|renderers|shapes)\\.ts$",
            "^provider/policy/",
        ]),
        knowsOnly(
            "inventory",
            "what is there needs the gateway and the rules; a line of a program is read from a state as from a preview",
            "^provider/inventory/",
            ["^provider/inventory/", "^provider/review/preview/source\\.ts$", "^provider/gateway/", "^provider/policy/"],
        ),
        knowsOnly("what-if", "what would be needs what is there, and the rules", "^provider/what-if/", [
            "^provider/what-if/",
            "^provider/inventory/",
            "^provider/policy/",
        ]),
        knowsOnly("probe", "what a gateway does is found out by calls of its contract", "^provider/probe/", [
            "^provider/probe/",
            "^provider/gateway/",
        ]),
        knowsOnly("export", "what is there as a program needs the rows of what a program may say", "^provider/export/", [
            "^provider/export/",
            "^provider/inventory/",
            "^provider/gateway/",
            "^provider/policy/",
            "^provider/resources/project/(?:fields|field-bodies|shapes)\\.ts$",
        ]),
        knowsOnly("overview", "a page of what is there", "^provider/overview/", [
            "^provider/overview/",
            "^provider/inventory/",
            "^provider/policy/",
        ]),
        knowsOnly("sandbox", "the embedded gateway limits on its own: it must not share the rules that it checks", "^provider/sandbox/", [
            "^provider/sandbox/",
            "^provider/gateway/wire/contract\\.ts$",
        ]),
        {
            name: "only-cli-and-tests-know-the-sandbox",
            severity: "error",
            from: { pathNot: ["^provider/(?:sandbox|cli)/", "^test/", "^examples/"] },
            to: { path: "^provider/sandbox/" },
        },
        {
            name: "only-the-shell-and-classes-know-pulumi",
            comment: "two shells run the same definitions: neither is known to them",
            severity: "error",
            from: { path: "^provider/", pathNot: ["^provider/(?:engine|native|program|constructs|files)/", classes] },
            to: { path: pulumi },
        },
        {
            name: "handlers-load-nothing-heavy",
            comment: "handlers, definitions and the shell load zod; what is heavier is imported when it is needed",
            severity: "error",
            from: { path: "^provider/(?:handlers|engine|definition|resources|policy|errors)/", pathNot: classes },
            to: {
                path: `(?:${heavy})|^@pulumi/pulumi$|node_modules/@pulumi/pulumi/index`,
                dependencyTypesNot: ["type-only", "dynamic-import"],
            },
        },
        {
            name: "nobody-reaches-into-tests",
            severity: "error",
            from: { path: "^(?:provider|examples)/" },
            to: { path: "^test/" },
        },
        {
            name: "the-package-needs-no-dev-dependency",
            severity: "error",
            from: { path: "^provider/" },
            to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["npm", "npm-peer", "type-only"] },
        },
        { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
        {
            name: "no-orphans",
            comment: "a file that nobody imports and that is no entry is dead",
            severity: "error",
            from: {
                orphan: true,
                path: "^provider/",
                pathNot: "^provider/(?:index\\.ts$|handlers/|(?:cli|native)/main\\.ts$|(?:sandbox|schema|audit|native/schema)/index\\.ts$)",
            },
            to: {},
        },
        {
            name: "imports-resolve",
            comment: "sarif is a package of types alone",
            severity: "error",
            from: {},
            to: { couldNotResolve: true, pathNot: "^sarif$" },
        },
    ],
    options: {
        doNotFollow: { path: "node_modules|^dist/" },
        exclude: { path: "^node_modules/\\.cache|^examples/[^/]+/node_modules" },
        tsConfig: { fileName: "tsconfig.json" },
        tsPreCompilationDeps: true,
        enhancedResolveOptions: {
            exportsFields: ["exports"],
            extensions: [".ts", ".js", ".cjs", ".mjs", ".json"],
            conditionNames: ["require", "node", "import", "default"],
        },
    },
};
