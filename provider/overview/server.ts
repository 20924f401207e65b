/** Serves the overview on this machine. */
import { randomBytes } from "node:crypto";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { CATALOGUE, CvgError, printed } from "../errors/index.js";
import { askedIn, page, type Shown } from "./page.js";

export interface Overview {
    /** `http://127.0.0.1:PORT/` */
    readonly url: string;
    close(): Promise<void>;
}

/** Everything that a page from elsewhere could use to read or drive this one. */
const headers = (nonce: string): Readonly<Record<string, string>> => ({
    "content-security-policy": `default-src 'none'; img-src data:; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
});

/**
 * A name that a web page elsewhere has pointed at 127.0.0.1 (DNS rebinding) is not ours, and neither is a request that such a page sends.
 *
 * @param host the Host header · @param site the Sec-Fetch-Site header: browsers send it, other clients do not
 */
const isOurs = (host: string | undefined, port: number, site: string | undefined): boolean =>
    (host === `127.0.0.1:${port}` || host === `localhost:${port}`) && (site === undefined || site === "same-origin" || site === "none");

/** @param reading answers what is there: asked for each page */
function overviewApp(reading: () => Promise<Shown>, port: () => number): Hono {
    const app = new Hono();
    app.use(async (context, next) => {
        if (!isOurs(context.req.header("host"), port(), context.req.header("sec-fetch-site")))
            return context.text("This page is for this machine only.\n", 403);
        return await next();
    });
    // A reading that fails, later than the first one: the reason is for whoever looks at the page, not for the terminal alone.
    app.onError((error, context) => {
        const said = error instanceof CvgError ? error.message : printed(CATALOGUE.CVG599.says.ofCommand({ error: error.message }));
        return context.text(`The tenants could not be read.\n\n${said}\n`, 502, headers(""));
    });
    app.get("/", async (context) => {
        const nonce = randomBytes(16).toString("base64");
        const body = await page(await reading(), askedIn(new URL(context.req.url).searchParams), nonce);
        return context.html(body, 200, headers(nonce));
    });
    return app;
}

export async function serveOverview(reading: () => Promise<Shown>, wanted = 0): Promise<Overview> {
    let port = wanted;
    const app = overviewApp(reading, () => port);
    const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: wanted });
    await new Promise<void>((resolve, reject) => {
        server.once("listening", resolve);
        server.once("error", reject);
    });
    const address = server.address();
    if (typeof address === "object" && address !== null) port = address.port;
    return {
        url: `http://127.0.0.1:${port}/`,
        close: () => new Promise((resolve) => server.close(() => resolve())),
    };
}
