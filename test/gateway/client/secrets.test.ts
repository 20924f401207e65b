/** No error shows a credential, a secret or a body, whatever the gateway answers. */
import { inspect } from "node:util";
import { connect, type Gateway } from "../../../provider/gateway/index.js";
import {
    ACCESS_TOKEN,
    CLIENT_SECRET,
    failure,
    goodToken,
    json,
    loopback,
    quickClock,
    RESELLER,
    type Reply,
    type Seen,
} from "./loopback.js";

const serviceAccountKey = '{"key":"service-account-MARKER"}';
const body = {
    customerName: "New",
    note: "in-the-body-MARKER",
    botConfiguration: { type: "custom", url: "https://bot", token: "bot-token-MARKER" },
    further: [{ serviceAccountKey }],
};
/** What a careless gateway repeats of a request: all that is secret in it, plain and as it came. */
const echo = ({ body: sent }: Seen) =>
    [
        ACCESS_TOKEN,
        CLIENT_SECRET,
        ...["bot-token-MARKER", serviceAccountKey, JSON.stringify(serviceAccountKey)].filter(
            (secret) => sent.includes(JSON.stringify(secret).slice(1, -1)) || sent.includes(secret),
        ),
    ].join(" and ");
const says = (status: number, code: string) => (seen: Seen) =>
    json({ errorData: { code, fieldReferences: ["x"], shortDescription: `No: ${echo(seen)}` } }, status);
/** The same in every other part of an answer that messages show. */
const saysElsewhere = (status: number, where: "code" | "fields" | "id") => (seen: Seen) =>
    json(
        {
            errorData: {
                code: where === "code" ? echo(seen) : "VALIDATION",
                fieldReferences: where === "fields" ? ["botConfiguration", echo(seen)] : [],
                shortDescription: "No.",
            },
        },
        status,
        where === "id" ? { "x-request-id": echo(seen) } : {},
    );
const replies: readonly (Reply | ((seen: Seen) => Reply))[] = [
    ...[200, 400, 401, 403, 404, 409, 429, 500, 503].flatMap((status) =>
        ["VALIDATION", "UNAUTHORIZED", "NOT_FOUND", "NEW"].map((code) => says(status, code)),
    ),
    ...[200, 400, 500].flatMap((status) => (["code", "fields", "id"] as const).map((where) => saysElsewhere(status, where))),
    { status: 200, headers: { "x-request-id": `${ACCESS_TOKEN}` }, body: "no JSON" },
    ...[200, 302, 400, 404, 500].map((status) => ({ status, body: `<html>${CLIENT_SECRET} in-the-body-MARKER</html>` })),
    json({ ...body, customerName: 7, commonConfiguration: "read-MARKER", bot: CLIENT_SECRET }),
    { status: 200, body: `{"broken": "read-MARKER` },
    "reset",
    "cut",
    "hang",
];

const acts: readonly ((gateway: Gateway) => Promise<unknown>)[] = [
    (gateway) => gateway.settings("customer", "c1"),
    (gateway) => gateway.create("customer", RESELLER, body),
    (gateway) => gateway.change("customer", "c1", () => body),
    (gateway) => gateway.tree(),
];

test("no secret in any error, whoever answers what", async () => {
    const texts: string[] = [];
    for (const reply of replies) {
        for (const broken of ["gateway", "token endpoint"]) {
            const answer = (seen: Seen) => (typeof reply === "function" ? reply(seen) : reply);
            const server = await loopback(answer, broken === "gateway" ? () => goodToken() : answer);
            const gateway = connect(server.configuration({ timeoutSeconds: 0.02 }), { clock: quickClock() });
            for (const act of acts) {
                const error = await failure(act(gateway));
                texts.push(`${error.message}\n${error.stack}\n${inspect(error, { depth: 20 })}`);
            }
            await server.close();
            await gateway.close();
        }
    }
    expect(texts.length).toBe(replies.length * 2 * acts.length);
    for (const text of texts) {
        expect(text).toMatch(/^CVG\d\d\d /);
        expect(text).not.toMatch(/MARKER/);
    }
});
