/** `cvg probe`: how a gateway behaves where no source says it, found out by trying it on units of its own. */
import { Command } from "commander";
import { CATALOGUE, CvgError, unbroken, unitText } from "../../errors/index.js";
import { connect, type Gateway, type TreeUnit } from "../../gateway/index.js";
import { takeInventory } from "../../inventory/inventory.js";
import { whoHas } from "../../inventory/who-has.js";
import { formatPeriod } from "../../policy/index.js";
import { type Answer, type Probed, probe } from "../../probe/probe.js";
import { type Limits, LOW, limitsBelow } from "../../probe/scratch.js";
import { mustBeWritable, put } from "../named-files.js";
import { configured, type GatewayOptions, withGatewayOptions } from "./gateway-options.js";
import { numberFrom } from "./number-argument.js";
import { formatRows } from "./table.js";

interface Options extends GatewayOptions {
    readonly customer: string;
    readonly other?: string;
    readonly number?: string;
    readonly yes?: true;
    readonly json?: true;
    readonly output?: string;
}

const EXAMPLES = `
Examples:
  $ cvg probe --customer "Test"                                                 what it would do; nothing is done
  $ cvg probe --customer "Test" --yes
  $ cvg probe --customer "Test" --other "Test 2" --number +493023125999 --yes   also what becomes of numbers
`;

export function probeCommand(): Command {
    return withGatewayOptions(new Command("probe"))
        .description(
            "Find out how a gateway behaves where no source says it (docs/gateway-assumptions.md), by trying it on accounts and projects of its own. It takes them out of use again; until the gateway purges them they stay in the tree, inactive.",
        )
        .requiredOption("--customer <name or token>", "a customer for tests, below which it works; its own settings stay as they are")
        .option("--other <name or token>", "a second one, to which a project is moved for a moment")
        .option("--number <number>", "a telephone number that no project has, as +49...; it is on a project of the probe for a moment")
        .option("--yes", "do it; without it, what would be done is printed")
        .option("--json", "as JSON")
        .option("--output <file>", "write into this file (default: standard output)")
        .addHelpText("after", EXAMPLES)
        .action(run);
}

async function run(options: Options): Promise<void> {
    await mustBeWritable("--output", options.output);
    const number = options.number === undefined ? undefined : numberFrom("--number", options.number);
    if (number !== undefined && options.other === undefined) throw CvgError.of(CATALOGUE.CVG602.says.numberAlone());
    const configuration = await configured(options);
    if (options.yes === true && configuration.readOnly === true) throw CvgError.of(CATALOGUE.CVG508.says.probe());
    // The bots are its own: whether a hidden secret is lost is one of the questions.
    const another = (): Gateway => connect({ ...configuration, maskedSecrets: "kept" });
    const gateway = another();
    try {
        const { reseller } = await gateway.tree();
        const customer = customerIn(reseller, "--customer", options.customer);
        const other = options.other === undefined ? undefined : customerIn(reseller, "--other", options.other);
        if (other?.token === customer.token) throw CvgError.of(CATALOGUE.CVG602.says.sameCustomer());
        const limits = await limitsOf(gateway, [customer, ...(other === undefined ? [] : [other])]);
        if (options.yes !== true) return await put(plan(gateway, customer, other, number), undefined);
        if (number !== undefined) await mustBeFree(gateway, number);
        const probed = await probe(gateway, limits, {
            customer: customer.token,
            other: other?.token,
            number,
            another,
            isStopped: interrupted(),
            onStep: (what) => void process.stderr.write(`${what} ...\n`),
        });
        if (probed.stillActive.length > 0 || probed.answers.every(({ answer }) => answer === undefined)) process.exitCode = 1;
        const text =
            options.json === true
                ? `${JSON.stringify(asJson(gateway, customer, probed), null, 4)}\n`
                : await report(gateway, customer, probed);
        await put(text, options.output);
    } finally {
        await gateway.close();
    }
}

/** Told before anything is made: what is made stays in the tree for months. */
async function mustBeFree(gateway: Gateway, number: string): Promise<void> {
    const [use] = whoHas(await takeInventory(gateway), number);
    if (use !== undefined) throw CvgError.of(CATALOGUE.CVG602.says.numberInUse({ number, unit: unitText(use.unit) }));
}

function customerIn({ below, name }: TreeUnit, option: string, wanted: string): TreeUnit {
    const found = below.filter((unit) => !unit.inactive && (unit.token === wanted || unit.name === wanted));
    const [only, ...others] = found;
    const { says } = CATALOGUE.CVG602;
    if (only === undefined) throw CvgError.of(says.noActiveCustomer({ option, wanted, reseller: name }));
    if (others.length > 0) throw CvgError.of(says.severalCustomers({ option, wanted, tokens: found.map(({ token }) => token) }));
    return only;
}

async function limitsOf(gateway: Gateway, customers: readonly TreeUnit[]): Promise<Limits> {
    const limits = await limitsBelow(
        gateway,
        customers.map(({ token }) => token),
    );
    if (limits.high <= LOW) throw CvgError.of(CATALOGUE.CVG602.says.noRoom({ allowed: formatPeriod(limits.high) }));
    return limits;
}

/** Ctrl-C once: stop and clean up. Twice: end. */
function interrupted(): () => boolean {
    let stopped = false;
    process.once("SIGINT", () => {
        stopped = true;
        process.stderr.write("Stopping, and taking out of use what was made. Ctrl-C again ends at once, and leaves it in use.\n");
    });
    return () => stopped;
}

const named = ({ name, token }: TreeUnit): string => `"${unbroken(name)}" (${token})`;

const plan = ({ endpoint }: Gateway, customer: TreeUnit, other: TreeUnit | undefined, number: string | undefined): string =>
    [
        `At ${endpoint}, below customer ${named(customer)}${other === undefined ? "" : ` and customer ${named(other)}`}, this would`,
        "- make accounts and projects called `cvg-probe ...`: nothing is recorded, stored or called there, and bots see no numbers",
        "- tighten, rename, move, delete and restore them, and read what has become of them",
        ...(number === undefined ? [] : [`- put the number ${number} on one of them for a moment`]),
        "- take them out of use. They stay in the tree, inactive, until the gateway purges them",
        "Other units stay as they are. Nothing was done: say --yes to do it.",
        "",
    ].join("\n");

async function report(gateway: Gateway, customer: TreeUnit, { answers, left, stillActive }: Probed): Promise<string> {
    const table = await formatRows(
        "table",
        [
            { head: "switch", cell: ({ question }: Answer) => question },
            { head: "value", cell: ({ answer }) => answer ?? "not found out" },
            { head: "because", cell: ({ seen }) => seen },
        ],
        answers,
    );
    const active = stillActive.map(({ level, name, token }) => `STILL IN USE: ${level} "${name}" (${token}). Delete it by hand.`);
    return [
        `${gateway.endpoint}, customer ${named(customer)}, ${new Date(gateway.now()).toISOString()}`,
        "",
        table,
        `${left.length} units of the probe are inactive now, and stay in the tree until the gateway purges them.`,
        ...active,
        "",
    ].join("\n");
}

const asJson = (gateway: Gateway, customer: TreeUnit, { answers, left, stillActive }: Probed) => ({
    gateway: gateway.endpoint,
    at: new Date(gateway.now()).toISOString(),
    customer: { token: customer.token, name: customer.name },
    behaviour: Object.fromEntries(answers.flatMap(({ question, answer }) => (answer === undefined ? [] : [[question, answer]]))),
    answers: answers.map(({ question, answer, seen }) => ({ question, answer: answer ?? null, seen })),
    left,
    stillActive,
});
