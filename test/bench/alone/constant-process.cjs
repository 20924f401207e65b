// What the gateway's reads are compared with: the same HTTP library in the same kind of process, answering the same request, by a route
// of the same form, with a constant JSON.
const { createAdaptorServer } = require("@hono/node-server");
const { Hono } = require("hono");

process.once("message", (text) => {
    const app = new Hono();
    app.get("/master-api/project/:reseller/:project", (http) =>
        http.body(text, 200, { "Content-Type": "application/json; charset=utf-8" }),
    );
    const server = createAdaptorServer({ fetch: app.fetch });
    server.listen(0, "127.0.0.1", () => process.send(server.address().port));
});
process.once("disconnect", () => process.exit(0));
