/** The oldest Node that everything here runs on. The same as `engines` of package.json. */
export const OLDEST_NODE = "22.19.0";

const parts = (version: string): readonly number[] => version.split(".").map(Number);

/** What keeps numbers of the gateway exact that JavaScript would round. */
const canKeepNumbers = "isRawJSON" in JSON;

/** Why this process cannot run the package, as a coded message; undefined where it can. Bun says which Node it stands for. */
export function nodeProblem(version: string = process.versions.node, keepsNumbers: boolean = canKeepNumbers): string | undefined {
    const [major = 0, minor = 0] = parts(version);
    const [oldestMajor = 0, oldestMinor = 0] = parts(OLDEST_NODE);
    const isOld = major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
    if (!isOld && keepsNumbers) return undefined;
    const lacks = isOld ? "" : ", which lacks JSON.rawJSON";
    return `CVG413 pulumi-cvg needs Node ${oldestMajor}.${oldestMinor} or later; this is ${version} (${process.execPath})${lacks}.\n  Install a newer Node, or put it first on PATH: program and provider run on the \`node\` that is found there.`;
}
