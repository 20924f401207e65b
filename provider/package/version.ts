/** The version of this package. A constant, for programs that were bundled into one file; a test holds it against package.json. */
export const VERSION = "0.1.0";
