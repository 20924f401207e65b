/** A project whose logical name changed when it was to move would be deleted and made anew: the preview refuses it, and says the alias to write. */
import { openStackLife, type StackLife } from "./stack-life.js";

const NUMBER = "+4989111111";
const place = `
const acme = new cvg.Customer("acme", { name: "Acme" });
const globex = new cvg.Customer("globex", { name: "Globex" });
const a = new cvg.Account("a", { customer: acme, name: "A" });
const b = new cvg.Account("b", { customer: acme, name: "B" });
const g = new cvg.Account("g", { customer: globex, name: "G" });
`;
const hotline = (name: string, more = "", options = ""): string =>
    `new cvg.Project("${name}-hotline", { account: ${name}, name: "Hotline", ...bot, ${more} }, { ${options} });\n`;
const botOf = (account: string, logical: string, options = ""): string =>
    `new cvg.Project("${logical}", { account: ${account}, name: "Bot", ...bot }, { ${options} });\n`;
const numbered = `platformNumbers: ["${NUMBER}"]`;

let life: StackLife;
beforeAll(async () => {
    life = await openStackLife();
    await life.up(place + hotline("a", numbered) + botOf("a", "a-bot"));
});
afterAll(async () => {
    await life[Symbol.asyncDispose]();
});

test("with its number it could not even be made: refused before anything is written, with the alias", async () => {
    const { text } = await life.refused(place + hotline("b", numbered) + botOf("a", "a-bot"));
    expect(text).toMatch(
        /CVG329 b-hotline: project "Hotline" \([-\w]+\) leaves this program in the same run, and b-hotline asks for \+4989111111/,
    );
    expect(text).toContain('write aliases: [{ name: "a-hotline" }] into the options of b-hotline');
});

test("without a number too, below the same customer; into a component the alias is the URN", async () => {
    const { text } = await life.refused(
        `${place}class Box extends require("@pulumi/pulumi").ComponentResource { constructor() { super("my:Box", "box"); } }\n${hotline("a", numbered)}${botOf("b", "b-bot", "parent: new Box()")}`,
    );
    expect(text).toMatch(/CVG329 b-bot: project "Bot" .*with another token and without its data/);
    expect(text).toContain('write aliases: ["urn:pulumi:dev::test::pulumi-nodejs:dynamic/cvg:Project::a-bot"] into the options of b-bot');
});

test("with the alias it moves, and keeps its token", async () => {
    const before = await life.tokens();
    await life.up(place + hotline("a", numbered) + botOf("b", "b-bot", 'aliases: [{ name: "a-bot" }]'));
    expect((await life.tokens())["Acme/B/Bot"]).toBe(before["Acme/A/Bot"]);
});

test("what is really another project is made: of the same name at another customer, beside one that stays or is renamed, with a number that is handed over", async () => {
    const program = `${place}
new cvg.Project("a-hotline", { account: a, name: "Hotline alt", ...bot });
${hotline("b", numbered)}
${botOf("g", "g-bot")}
${botOf("b", "b-bot")}
${botOf("a", "a-bot-2")}`;
    await life.up(program);
    expect(await life.tree()).toEqual(
        expect.arrayContaining([
            "Acme/A/Hotline alt active",
            "Acme/B/Hotline active",
            "Acme/A/Bot active",
            "Acme/B/Bot active",
            "Globex/G/Bot active",
        ]),
    );
    // One that leaves, and one of its name at another customer: no move was meant.
    await life.up(`${program.replace(botOf("g", "g-bot"), "")}new cvg.Account("h", { customer: globex, name: "H" });`);
    await life.settled();
});

test("an alias that is known only after a new project was made is not waited for", async () => {
    const named = (name: string, declared: string): string => declared.replace('name: "Bot"', `name: "${name}"`);
    const boxes = `
class Box extends require("@pulumi/pulumi").ComponentResource { constructor(name, options) { super("my:Box", name, {}, options); } }
const one = new Box("one");
${named("Eins", botOf("a", "new-in-one", "parent: one"))}
const two = new Box("two", { dependsOn: one });
${named("Zwei", botOf("a", "new-in-two", 'parent: two, aliases: [{ name: "older" }]'))}`;
    // Aliases are asked for only where one that leaves has the name of one that is new.
    await life.up(place + named("Eins", botOf("b", "leaves")));
    await life.up(place + boxes);
    expect(await life.tree()).toEqual(expect.arrayContaining(["Acme/A/Eins active", "Acme/A/Zwei active"]));
});
