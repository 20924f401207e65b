// A voice bot of a few lines: answers what the gateway asks, and prints what it sees. `node bot.mjs <port> <token>`
import { createServer } from "node:http";

const [port, token] = process.argv.slice(2);

const bot = createServer(async (request, response) => {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString("utf8"));
    response.setHeader("content-type", "application/json");
    if (request.headers.authorization !== `Bearer ${token}`) return response.writeHead(401).end("{}");

    const say = (text) =>
        fetch(`${body.callback}/call/say`, {
            method: "POST",
            headers: { "content-type": "application/json", authorization: `Bearer ${body.authToken}` },
            body: JSON.stringify({ dialogId: body.dialogId, text }),
        });
    if (request.url === "/session") {
        console.log(`a call from ${body.remote}`);
        await say("Guten Tag, was ist passiert?");
    }
    if (request.url === "/message") {
        console.log(`the caller says "${body.text}"`);
        await say("Danke, wir kümmern uns darum.");
    }
    if (request.url === "/terminated") console.log("the caller has hung up");
    response.end('{"action": "ACCEPT"}');
});
bot.listen(Number(port), "127.0.0.1", () => console.log(`listening ${bot.address().port}`));
