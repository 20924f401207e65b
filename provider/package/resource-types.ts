/** What our resources are called in states, in previews and by policies: by the classes, and by the plugin. */
const NAMES = ["Customer", "Account", "Project", "PrivacyPolicy"] as const;

/** The last part of a resource's type: the name of its class. */
export type ResourceType = (typeof NAMES)[number];

const PREFIXES = ["pulumi-nodejs:dynamic/cvg:", "cvg:index:"] as const;

/** The class of a type; undefined where it is somebody else's. */
export const ourType = (type: string): ResourceType | undefined => NAMES.find((name) => PREFIXES.some((prefix) => type === prefix + name));
