/** Imported before the rest of the embedded gateway, whose libraries are installed by those who start one. */
import { CvgError } from "../errors/index.js";

/** Optional peers of package.json, in the versions that it asks for. */
const LIBRARIES = { hono: "4", "@hono/node-server": "2", "libphonenumber-js": "1" };

const isThere = (name: string): boolean => {
    try {
        require.resolve(name);
        return true;
    } catch {
        return false;
    }
};

const missing = Object.entries(LIBRARIES).filter(([name]) => !isThere(name));
if (missing.length > 0) {
    const error = new CvgError(
        "CVG414",
        `the embedded gateway needs ${missing.map(([name]) => name).join(", ")}, which pulumi-cvg does not bring along.`,
        `npm install --save-dev ${missing.map(([name, major]) => `${name}@${major}`).join(" ")} (or pnpm add -D, yarn add -D, bun add -d)`,
    );
    // A stack would bury the message.
    error.stack = error.message;
    throw error;
}
