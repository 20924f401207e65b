/** Where nothing is known of a file but its size, those that are known to take long begin. */
import { existsSync } from "node:fs";
import { join } from "node:path";

interface File {
    readonly path: string;
    readonly context: object;
    readonly duration?: number;
}
type Sequencer = new (
    options: object,
) => { readonly sort: (files: readonly File[]) => readonly File[]; readonly time: (file: File) => number | undefined };
const LongestFirst = jest.requireActual<Sequencer & { readonly SECONDS: Readonly<Record<string, number>> }>("../tools/longest-first.cjs");

const root = join(__dirname, "../..");
const SIZES: Readonly<Record<string, number>> = {
    "unit/large": 9000,
    "engine/policy/order": 3000,
    "e2e/life/guards": 8000,
    "unit/small": 10,
};
const files = Object.keys(SIZES).map((name): File => {
    const path = join(root, "test", `${name}.test.ts`);
    return { path, context: { config: { rootDir: root, cache: false }, hasteFS: { getSize: () => SIZES[name] } } };
});
const nameOf = (path: string): string => path.slice(join(root, "test/").length, -".test.ts".length);
const order = (sequencer: InstanceType<Sequencer>): readonly string[] => sequencer.sort([...files]).map(({ path }) => nameOf(path));

test("in a fresh clone files that take long come first, by what they take; the others follow by size", () => {
    expect(order(new LongestFirst({}))).toEqual(["e2e/life/guards", "engine/policy/order", "unit/large", "unit/small"]);
});

test("where it is known how long each took, that counts", () => {
    const took = new Map(["unit/small", "e2e/life/guards", "unit/large", "engine/policy/order"].map((name, index) => [name, 40 - index]));
    class Seen extends LongestFirst {
        override readonly time = ({ path }: File): number | undefined => took.get(nameOf(path));
    }
    expect(order(new Seen({}))).toEqual([...took.keys()]);
});

test("every file that is said to take long is there", () => {
    expect(Object.keys(LongestFirst.SECONDS).filter((name) => !existsSync(join(root, "test", `${name}.test.ts`)))).toEqual([]);
});
