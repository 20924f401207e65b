/** The gateway's bodies as text: what JSON.parse would round is still there. */
import type { Sandbox } from "../../../provider/sandbox/index.js";

export interface RawGateway {
    get(path: string): Promise<string>;
    post(path: string, body: string): Promise<void>;
}

export async function openRaw({ endpoint, tokenUrl, clientId, clientSecret }: Sandbox): Promise<RawGateway> {
    const form = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret });
    const grant = /"access_token":"([^"]+)"/.exec(await (await fetch(tokenUrl, { method: "POST", body: form })).text());
    const headers = { authorization: `Bearer ${grant?.[1]}`, "content-type": "application/json" };
    const call = async (path: string, method: string, body?: string): Promise<string> => {
        const response = await fetch(`${endpoint}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
        const text = await response.text();
        if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status} ${text}`);
        return text;
    };
    return { get: (path) => call(path, "GET"), post: async (path, body) => void (await call(path, "POST", body)) };
}

/** What a newer gateway may hold beside what we know, by the object that it stands in; its numbers are spelled as no parser of ours would. */
const ODD: Readonly<Record<string, string>> = {
    "{": '"future":{"big":12345678901234567890,"one":1.0,"list":[1.50,{"x":0.10}],"none":null},"callOptions":{"later":2.0},"dialogDuration":90.0',
    '"commonConfiguration":{': '"newerSetting":{"level":3.0}',
    '"botConfiguration":{': '"retries":4.0',
    '"transcribers":[{': '"model":{"weight":5.0}',
    '"synthesizers":[{': '"voice":{"speed":6.0}',
    '"externalNumbers":[{': '"note":7.0',
    '"fallback":{': '"after":8.0',
    '"callOriginRestriction":{': '"mode":9.0',
};

/** The body with everything odd that has a place in it. */
export const withOdd = (body: string): string =>
    Object.entries(ODD).reduce((text, [place, odd]) => (text.includes(place) ? text.replace(place, `${place}${odd},`) : text), body);

/** What is odd in the first body and no longer in the second. */
export const lost = (before: string, after: string): readonly string[] =>
    Object.values(ODD).filter((odd) => before.includes(odd) && !after.includes(odd));
