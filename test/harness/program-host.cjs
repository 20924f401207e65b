/**
 * A process that runs programs of real classes, one after the other, as the SDK runs an inline program: in a test of its own a program is data,
 * and here it becomes constructors. Sources: `@pulumi/pulumi/automation/server`; the package is the built one, by the name that users have for it.
 *
 * In arguments `{ "~": "resource", name }` is the object of a resource that stands earlier in the program, `"reseller"`, `"atMost"` and `"ifAllowed"`
 * (with `value`) are the package's own.
 */
const { LanguageServer } = require("@pulumi/pulumi/automation/server");
const { RunRequest } = require("@pulumi/pulumi/proto/language_pb");
const cvg = require("pulumi-cvg");

const SPECIAL = "~";

function meant(written, made) {
    if (Array.isArray(written)) return written.map((each) => meant(each, made));
    if (typeof written !== "object" || written === null) return written;
    switch (written[SPECIAL]) {
        case undefined:
            return Object.fromEntries(Object.entries(written).map(([key, value]) => [key, meant(value, made)]));
        case "resource":
            return made.get(written.name);
        case "reseller":
            return cvg.reseller;
        case "atMost":
            return cvg.atMost(written.value);
        case "ifAllowed":
            return cvg.ifAllowed(written.value);
        default:
            throw new Error(`"${written[SPECIAL]}" stands for nothing`);
    }
}

function declare(program) {
    const made = new Map();
    for (const { resource, name, args, options } of program) {
        made.set(name, new cvg[resource](name, meant(args, made), meant(options ?? {}, made)));
    }
}

/** What rejects after its run has ended concerns nobody any more. */
process.on("unhandledRejection", () => undefined);

process.on("message", ({ run, program, monitor, engine, dryRun, configuration }) => {
    const request = new RunRequest()
        .setOrganization("organization")
        .setProject("test")
        .setStack("test")
        .setMonitorAddress(monitor)
        .setDryrun(dryRun)
        .setParallel(16);
    request.setArgsList([engine]);
    for (const [key, value] of Object.entries(configuration)) request.getConfigMap().set(key, value);
    let ended = false;
    new LanguageServer(async () => declare(program)).run({ request }, (error) => {
        // It answers twice where the program failed.
        if (!ended) process.send({ run, error: error?.message });
        ended = true;
    });
});
process.on("disconnect", () => process.exit());
