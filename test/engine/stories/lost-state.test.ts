/** A state of two hundred units is lost, and the program takes all of them over again. */

import { DEFAULT_BEHAVIOUR } from "../../../provider/sandbox/behaviour.js";
import { startSandbox } from "../../../provider/sandbox/index.js";
import { endsAsDeclared, memoryOfOthers, plantOthers } from "./end.js";
import { account, changed, customer, type Program, project } from "./program.js";
import { declared, openScene, phase } from "./scene.js";

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

/** 2 customers, 18 accounts, 180 projects. */
const FLEET: Program = range(2).flatMap((c) => [
    customer(`c${c}`, `Customer ${c}`, { privacy: { dialogRetention: "1 day" } }),
    ...range(9).flatMap((a) => [
        account(`c${c}a${a}`, `c${c}`, `Account ${c}.${a}`, { privacy: {} }),
        ...range(10).map((p) => project(`c${c}a${a}p${p}`, `c${c}a${a}`, `Project ${c}.${a}.${p}`, { privacy: {} })),
    ]),
]);
const CHANGES = { c1a1p1: { transcriberLanguage: "de-AT" } };

/** Two hundred creates and as many of everything else, also on a machine that is busy. */
const SECONDS = 240;
const READ = /^GET \/(customers|account|project)\//;

test(
    "two hundred units whose state is lost are adopted with one read each, and only what differs is written",
    async () => {
        expect(FLEET).toHaveLength(200);
        await using sandbox = await startSandbox();
        await using scene = await openScene(sandbox, DEFAULT_BEHAVIOUR, true);
        await plantOthers(scene);
        const others = await memoryOfOthers(scene);
        const made = await phase(scene, (engine) => engine.up(declared(scene, FLEET)));
        expect(made.problem).toBeUndefined();
        const tokens = new Map([...scene.now.stack.state].map(([by, { id }]) => [by, id]));

        scene.now.stack.bringBack(new Map());
        scene.now.configuration = { "cvg:ifExists": "adopt" };
        const program = declared(scene, changed(FLEET, CHANGES));
        const counted = async (run: typeof phase extends (scene: never, work: infer Work) => unknown ? Work : never) => {
            await scene.console.control("DELETE", "/requests");
            const done = await phase(scene, run);
            expect(done.problem).toBeUndefined();
            expect(Object.keys(done.plan)).toHaveLength(200);
            return { ...done, counts: await scene.console.counts() };
        };
        const sum = (counts: Readonly<Record<string, number>>, is: RegExp) =>
            Object.entries(counts).reduce((total, [kind, times]) => (is.test(kind) ? total + times : total), 0);

        const preview = await counted((engine) => engine.preview(program));
        // What differs stands on a line of its own, and so do the first of the others; the rest are counted when the process ends (see shell/messages),
        // and said one by one with --debug only.
        const about = preview.messages.filter(({ text }) => text.startsWith("CVG310 "));
        const lines = about.filter(({ severity }) => severity !== "debug").map(({ text }) => text);
        expect(lines).toContainEqual(
            expect.stringMatching(
                new RegExp(`^CVG310 c1a1p1 adopts .*${tokens.get("c1a1p1")}.*changes transcriberLanguage "de-DE" => "de-AT"`),
            ),
        );
        const full = lines.filter((text) => !text.startsWith("CVG310 c1a1p1 "));
        expect(full).toHaveLength(3);
        for (const line of full) {
            const [, by = ""] = /^CVG310 (\w+) adopts .*changes nothing\.$/.exec(line) ?? [];
            expect(line).toContain(tokens.get(by) ?? "a token");
        }
        expect(sum(preview.counts, READ)).toBe(200);
        expect(preview.counts).toMatchObject({ "GET /projecthierarchy/{reseller}": 1 });
        expect(sum(preview.counts, /^(POST|DELETE) \//)).toBe(0);

        const up = await counted((engine) => engine.up(program));
        expect(new Map([...scene.now.stack.state].map(([by, { id }]) => [by, id]))).toEqual(tokens);
        expect(sum(up.counts, /^(POST|DELETE) \//)).toBe(1);
        expect(up.counts).toMatchObject({ "POST /project/{reseller}/{project}": 1, "GET /projecthierarchy/{reseller}": 1 });
        // What is written is read right before.
        expect(sum(up.counts, READ)).toBeLessThanOrEqual(200 + 2);

        scene.now.configuration = {};
        await endsAsDeclared(scene, others);
    },
    SECONDS * 1000,
);
