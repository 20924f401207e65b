// The gateway as a provider for any REST API can take it: such a one wants objects, and the gateway answers a creation with the bare token. Hands
// everything else on as it is. Its processor time is nobody's.
const { Agent, createServer, request } = require("node:http");

const [target] = process.argv.slice(2);
const { hostname, port } = new URL(target);
const agent = new Agent({ keepAlive: true });

const adapted = (text) => (text === "" || text.startsWith("{") ? text : JSON.stringify({ id: JSON.parse(text) }));

const server = createServer((asked, answer) => {
    const { method, url: path, headers } = asked;
    const forwarded = request({ agent, hostname, port, method, path, headers: { ...headers, host: `${hostname}:${port}` } }, (got) => {
        const chunks = [];
        got.on("data", (chunk) => chunks.push(chunk));
        got.on("end", () => {
            const text = Buffer.concat(chunks).toString();
            answer.writeHead(got.statusCode, { "content-type": "application/json" }).end(method === "POST" ? adapted(text) : text);
        });
    });
    forwarded.on("error", () => answer.writeHead(502).end());
    asked.pipe(forwarded);
});
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.once("disconnect", () => process.exit(0));
