/**
 * Copies of this package in one process. A package manager leaves several where a library of the user's own brings another version, or where
 * one version was installed twice for the sake of its peers. Limits hold between all resources of a program, so copies of one version share
 * what they know, and copies of different versions refuse to go on: what one of them declares, the other would not understand.
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { CATALOGUE, printed } from "../errors/index.js";
import { VERSION } from "../package/version.js";

const ofProcess: { readonly [key: symbol]: unknown } = globalThis;

/** One map a process, whatever copies there are. Who may find it by its key has put the same into it. */
function mapOfProcess<V>(key: symbol): WeakMap<object, V> {
    const known = ofProcess[key];
    if (known instanceof WeakMap) return known;
    const made = new WeakMap<object, V>();
    Object.defineProperty(globalThis, key, { value: made });
    return made;
}

/** What all copies of this version know of objects. Its shape may change with each version. */
export const mapOfThisVersion = <V>(what: string): WeakMap<object, V> => mapOfProcess(Symbol.for(`pulumi-cvg@${VERSION}: ${what}`));

/** The copy that a run of a program met first. The shape is frozen: other versions read it. */
interface Copy {
    readonly version: string;
    readonly folder: string;
    /** Lets nothing more of the run be written. */
    readonly stop: (error: Error) => void;
}

const firstCopies = mapOfProcess<Copy>(Symbol.for("pulumi-cvg: first copies"));

/** Of this copy: where its package.json is. The build makes one file of many, so it may be one folder above or two. */
const folder = [dirname(__dirname), dirname(dirname(__dirname))].find((each) => existsSync(join(each, "package.json"))) ?? __dirname;

/**
 * Takes a run for this version.
 *
 * @throws RunError CVG411 where another version has declared resources in it; nothing that waits for the gate of either is written
 */
export function claimRun(run: object, stop: Copy["stop"]): void {
    const first = firstCopies.get(run);
    if (first !== undefined && first.version !== VERSION) {
        const error = Object.assign(new pulumi.RunError(twoVersions(first)), { stack: "" });
        first.stop(error);
        throw error;
    }
    firstCopies.set(run, { version: VERSION, folder, stop });
}

const twoVersions = (first: Copy): string =>
    printed(CATALOGUE.CVG411.says.twoVersions({ first: first.version, firstFolder: first.folder, second: VERSION, secondFolder: folder }));
