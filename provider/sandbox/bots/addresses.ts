/** Where the embedded gateway sends anything at all: to this machine, and to the hosts that its user named. */
import { BlockList, isIP } from "node:net";
import { Refusal } from "../refusal.js";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Host names as they stand in a URL, with or without a port. */
export type AllowedHosts = readonly string[];

/** The address, if it is allowed. @throws Refusal VALIDATION naming the field that holds it */
export function allowedAddress(address: string, field: string, allowed: AllowedHosts): URL {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol)) {
        throw new Refusal("VALIDATION", `${field} is no address of HTTP.`, [field]);
    }
    if (isLoopback(url.hostname) || allowed.some((host) => host === url.hostname || host === url.host)) return url;
    throw new Refusal(
        "VALIDATION",
        `The gateway calls nobody at ${url.host}: that is not this machine, and not a host that it was started with (--bot-host ${url.host}).`,
        [field],
    );
}

function isLoopback(hostname: string): boolean {
    const address = hostname.replace(/^\[|\]$/g, "");
    const kind = isIP(address);
    if (kind === 0) return address === "localhost";
    return loopback.check(address, kind === 4 ? "ipv4" : "ipv6");
}
