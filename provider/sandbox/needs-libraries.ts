/** Imported before the rest of the embedded gateway, whose libraries are installed by those who start one. */
import { CATALOGUE, CvgError } from "../errors/index.js";

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
    const error = CvgError.of(
        CATALOGUE.CVG414.says.notInstalled({
            names: missing.map(([name]) => name),
            packages: missing.map(([name, major]) => `${name}@${major}`),
        }),
    );
    // A stack would bury the message.
    error.stack = error.message;
    throw error;
}
