/** The whole HTTP surface: token endpoint, administration, runtime API and control API. */
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import { readJson } from "../json.js";
import { Refusal } from "../refusal.js";
import type { Access } from "./access.js";
import { type Answer, answerOf, type Http } from "./answer.js";
import { addControl } from "./control.js";
import { exchange, type Kind, type Surroundings } from "./exchange.js";
import { FORM_BODY, JSON_BODY } from "./guard.js";
import { ROUTES } from "./routes.js";
import { RUNTIME_ROUTES, type RuntimeRoute } from "./runtime-routes.js";

export const PATHS = { gateway: "/master-api", runtime: "/v1", token: "/oauth/token", control: "/control" } as const;

type App = Hono<{ Bindings: HttpBindings }>;

const isUnder = (base: string, path: string) => path === base || path.startsWith(`${base}/`);
const pathOf = (route: string) => route.replace(/\{(\w+)\}/g, ":$1");
// Node's own headers: the library would make an object of them first.
const authorization = (http: Http) => http.env.incoming.headers.authorization;
const limited = (route: string): Kind => ({ route, limited: true, type: JSON_BODY });

export function createApp(surroundings: Surroundings, access: Access): App {
    const app: App = new Hono();
    const { store } = surroundings;

    const buy: Kind = { route: "token", limited: false, type: FORM_BODY };
    app.post(
        PATHS.token,
        exchange(surroundings, buy, (http, _requestId, body) => access.token(body, authorization(http))),
    );

    for (const { method, route, answer } of ROUTES) {
        const fields = [...route.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
        const work = (http: Http, requestId: string, body: string): Answer => {
            access.check(authorization(http));
            const [reseller, token] = fields.map((field) => http.req.param(field));
            if (reseller !== undefined) ours(reseller, store.reseller);
            return answer(store, { requestId, token: token ?? reseller ?? "", body });
        };
        app.on(method, PATHS.gateway + pathOf(route), exchange(surroundings, limited(route), work));
    }
    for (const route of RUNTIME_ROUTES) {
        const work = (http: Http, _requestId: string, body: string): Answer => {
            mayAsk(access, route, http, body);
            const reseller = http.req.param("reseller");
            if (reseller !== undefined) ours(reseller, store.reseller);
            return route.answer(surroundings.board, {
                path: (name) => http.req.param(name) ?? "",
                query: (name) => http.req.queries(name) ?? [],
                body,
            });
        };
        app.on(route.method, PATHS.runtime + pathOf(route.route), exchange(surroundings, limited(`/v1${route.route}`), work));
    }
    addControl(app, PATHS.control, surroundings);

    const unknownCall = exchange(surroundings, limited("*"), (http) => {
        access.bot(authorization(http));
        throw new Refusal("NOT_FOUND", "The gateway has no such call.");
    });
    // Not as routes for all paths: each call would match two then, and the library would go from one to the next by promises.
    app.notFound((http) => {
        const { path } = http.req;
        if (isUnder(PATHS.gateway, path) || isUnder(PATHS.runtime, path)) return unknownCall(http);
        return isUnder(PATHS.control, path) ? unknownControl() : new Response("404 Not Found", { status: 404 });
    });
    return app;
}

function unknownControl(): Response {
    return Response.json(answerOf(new Refusal("NOT_FOUND", "The control API has no such call.")).body, { status: 404 });
}

/** @throws Refusal NOT_FOUND */
function ours(reseller: string, own: string): void {
    if (reseller !== own) throw new Refusal("NOT_FOUND", `There is no reseller ${reseller}.`);
}

const Addressed = z.looseObject({ dialogId: z.string() });

/** Everything to somebody with an access token; to a bot only what is about its own dialog. @throws Refusal UNAUTHORIZED or FORBIDDEN */
function mayAsk(access: Access, { dialog }: RuntimeRoute, http: Http, body: string): void {
    if (dialog === "open") return;
    const own = access.bot(authorization(http));
    if (own === undefined) return;
    const meant = dialog === "path" ? http.req.param("dialogId") : dialog === "body" ? readJson(Addressed, body).dialogId : undefined;
    if (meant !== own) throw new Refusal("FORBIDDEN", "A bot's token is good for its own dialog only.");
}
