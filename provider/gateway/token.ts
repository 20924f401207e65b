import type { ClientCredentials, FetchedToken } from "./access.js";
import type { Call } from "./call.js";
import { TokenAnswer } from "./contract.js";
import type { Exchanged, Request } from "./http.js";
import { plain } from "./json.js";
import { outcomeOf } from "./outcome.js";
import { type Pace, withRetries } from "./retry.js";

/** Asks the token endpoint: RFC 6749, section 4.4. Outside the queue, because the requests that wait for the token hold places in it. */
export function fetchToken(
    credentials: ClientCredentials,
    send: (request: Request) => Promise<Exchanged>,
    pace: Pace,
): Promise<FetchedToken> {
    const { clientId, clientSecret, tokenUrl } = credentials;
    const call: Call<FetchedToken> = {
        kind: "token",
        method: "POST",
        route: "token",
        path: "",
        subject: () => "access token",
        parse: (raw) => {
            const { access_token, expires_in } = TokenAnswer.parse(plain(raw));
            return { accessToken: access_token, expiresIn: expires_in };
        },
    };
    const request: Request = {
        method: "POST",
        url: tokenUrl,
        headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret }).toString(),
    };
    return withRetries(
        "token",
        async () => {
            const sentAt = pace.clock.now();
            const exchanged = await send(request);
            return outcomeOf(call, exchanged, { address: tokenUrl, sentAt, now: pace.clock.now(), secrets: [clientSecret] });
        },
        pace,
    );
}
