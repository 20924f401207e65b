/** The whole HTTP surface: token endpoint, gateway and control API. */
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { Refusal } from "../refusal.js";
import type { Access } from "./access.js";
import { addControl, unknownControl } from "./control.js";
import { exchange, type Http, type Surroundings } from "./exchange.js";
import { ROUTES } from "./routes.js";

export const PATHS = { gateway: "/master-api", token: "/oauth/token", control: "/control" } as const;

const isUnder = (base: string, path: string) => path === base || path.startsWith(`${base}/`);

export function createApp(surroundings: Surroundings, access: Access): Hono<{ Bindings: HttpBindings }> {
    const app = new Hono<{ Bindings: HttpBindings }>();
    // Node's own headers: the library would make an object of them first.
    const authorization = (http: Http) => http.env.incoming.headers.authorization;

    app.post(
        PATHS.token,
        exchange(surroundings, "token", false, (http, _requestId, body) => access.token(body, authorization(http))),
    );

    for (const { method, route, answer } of ROUTES) {
        const fields = [...route.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
        const path = PATHS.gateway + route.replace(/\{(\w+)\}/g, ":$1");
        app.on(
            method,
            path,
            exchange(surroundings, route, true, (http, requestId, body) => {
                access.check(authorization(http));
                const [reseller, token] = fields.map((field) => http.req.param(field));
                if (reseller !== undefined && reseller !== surroundings.store.reseller) {
                    throw new Refusal("NOT_FOUND", `There is no reseller ${reseller}.`);
                }
                return answer(surroundings.store, { requestId, token: token ?? reseller ?? "", body });
            }),
        );
    }
    addControl(app, PATHS.control, surroundings);

    const unknownCall = exchange(surroundings, "*", true, (http) => {
        access.check(authorization(http));
        throw new Refusal("NOT_FOUND", "The gateway has no such call.");
    });
    // Not as routes for all paths: each call would match two then, and the library would go from one to the next by promises.
    app.notFound((http) => {
        if (isUnder(PATHS.gateway, http.req.path)) return unknownCall(http);
        return isUnder(PATHS.control, http.req.path) ? unknownControl() : new Response("404 Not Found", { status: 404 });
    });
    return app;
}
