/** The way to a server: straight, or through the proxy that the environment names. */

/** `https://proxy.example:3128`, and the variable that names it. */
export interface WayOut {
    readonly url: string;
    readonly variable: string;
    /** Host and port: a proxy's URL may hold a password, which nobody is shown. */
    readonly shown: string;
}

/** 127.0.0.0/8, ::1 and localhost. URL has already brought every spelling of an address into one form. */
export const isLoopback = (hostname: string): boolean =>
    hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);

const nameOfProxy = (env: NodeJS.ProcessEnv): string | undefined =>
    ["https_proxy", "HTTPS_PROXY"].find((name) => (env[name]?.trim() ?? "") !== "");

/** Whether the environment names a proxy, for whatever address. */
export const namesProxy = (env: NodeJS.ProcessEnv): boolean => nameOfProxy(env) !== undefined;

/**
 * HTTPS_PROXY and NO_PROXY, in capitals or not, as curl and Node's NODE_USE_ENV_PROXY read them: NO_PROXY lists hosts, each with what is below
 * it, with a port or without; `*` is all. What is on this machine is never asked through a proxy. Plain http goes to this machine only.
 *
 * @returns "wrong": what the variable holds is no http URL
 */
export function proxyFor(address: string, env: NodeJS.ProcessEnv): WayOut | "wrong" | undefined {
    const { protocol, hostname, port } = new URL(address);
    const variable = nameOfProxy(env);
    if (variable === undefined || protocol !== "https:" || isLoopback(hostname)) return undefined;
    if (isExcluded(hostname, port === "" ? "443" : port, env.no_proxy ?? env.NO_PROXY ?? "")) return undefined;
    const given = env[variable]?.trim() ?? "";
    const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `http://${given}`;
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return "wrong";
    return { url, variable, shown: new URL(url).host };
}

function isExcluded(hostname: string, port: string, list: string): boolean {
    return list
        .toLowerCase()
        .split(/[\s,]+/)
        .filter((entry) => entry !== "")
        .some((entry) => {
            if (entry === "*") return true;
            const [, host = entry, ownPort] = /^(.*[^:\]]|\[.*\]):(\d+)$/.exec(entry) ?? [];
            const name = host.replace(/^\*?\./, "");
            return (ownPort === undefined || ownPort === port) && (hostname === name || hostname.endsWith(`.${name}`));
        });
}
