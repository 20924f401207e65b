/** The settings in bodies: held against their shape once, however often they are asked for. */
import { CommonConfiguration, type RawBody } from "./contract.js";
import { isObject, plain } from "./json.js";

/** By the block as it came, which nobody changes: what is changed is a copy. */
const known = new WeakMap<object, CommonConfiguration>();

/** A body was held against its shape, and these are its settings. */
export function found(body: RawBody, settings: CommonConfiguration): void {
    if (isObject(body.commonConfiguration)) known.set(body.commonConfiguration, settings);
}

/** The settings of a body; undefined where it has none that fit. */
export function configurationIn(body: RawBody): CommonConfiguration | undefined {
    const raw = body.commonConfiguration;
    return (isObject(raw) ? known.get(raw) : undefined) ?? CommonConfiguration.safeParse(plain(raw)).data;
}

/** The settings of a body. @throws ZodError where it has none that fit */
export const configurationOf = (body: RawBody): CommonConfiguration =>
    configurationIn(body) ?? CommonConfiguration.parse(plain(body.commonConfiguration));
