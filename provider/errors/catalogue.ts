/**
 * Every coded message of the provider: what users search for, what docs/errors is generated from.
 *
 * 1xx privacy settings · 2xx inputs · 3xx life of a unit · 4xx configuration · 5xx the gateway's answers · 6xx the embedded gateway and the CLI.
 * A code is never reused and never changes its meaning.
 */
export const CATALOGUE = {
    CVG101: { title: "A setting is looser than the level above allows", severity: "error" },
    CVG102: { title: "A privacy setting has a value that does not exist", severity: "error" },
    CVG103: { title: "Two owners for the privacy settings of one unit", severity: "error" },
    CVG104: { title: "The gateway kept other privacy settings than it was asked to", severity: "error" },
    CVG105: { title: "Settings could not be verified yet", severity: "warning" },
    CVG106: { title: "recordingRetention has no effect while recordings are off", severity: "info" },
    CVG201: { title: "An input has a wrong type or value", severity: "error" },
    CVG202: { title: "An input does not exist", severity: "error" },
    CVG203: { title: "A required input is missing", severity: "error" },
    CVG301: { title: "The unit is not at the gateway", severity: "error" },
    CVG302: { title: "The unit belongs to another reseller", severity: "error" },
    CVG303: { title: "The unit has active units below", severity: "error" },
    CVG304: { title: "The unit or the one above it is inactive", severity: "error" },
    CVG305: { title: "A telephone number is on another active project", severity: "error" },
    CVG306: { title: "The unit is inactive although declared active", severity: "warning" },
    CVG307: { title: "A secret that the gateway hides would be lost", severity: "error" },
    CVG401: { title: "The configuration is incomplete or wrong", severity: "error" },
    CVG501: { title: "The gateway does not accept the credentials", severity: "error" },
    CVG502: { title: "The gateway refused the request", severity: "error" },
    CVG503: { title: "The gateway cannot be reached or does not answer", severity: "error" },
    CVG504: { title: "The gateway's answer cannot be read", severity: "error" },
    CVG505: { title: "A create got no answer: the unit may exist", severity: "error" },
    CVG506: { title: "The gateway limits the number of requests", severity: "error" },
    CVG507: { title: "The credentials may not do this", severity: "error" },
    CVG599: { title: "A defect in pulumi-cvg", severity: "error" },
    CVG601: { title: "The embedded gateway cannot start", severity: "error" },
} as const satisfies Record<string, { title: string; severity: "error" | "warning" | "info" }>;

export type Code = keyof typeof CATALOGUE;
