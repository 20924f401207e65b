// Asks one question over and over on a few connections. On bare sockets, so that the cores are the server's.
import { once } from "node:events";
import { connect } from "node:net";

const END_OF_HEAD = Buffer.from("\r\n\r\n");

/** Bytes of the answer that a buffer begins with; undefined while it is not complete. @throws for any status but 200 */
function lengthOfAnswer(buffer) {
    const end = buffer.indexOf(END_OF_HEAD);
    if (end === -1) return undefined;
    const head = buffer.latin1Slice(0, end);
    if (!head.startsWith("HTTP/1.1 200 ")) throw new Error(`answered ${head.slice(0, head.indexOf("\r\n"))}`);
    const [, length] = /\r\ncontent-length: (\d+)/i.exec(head) ?? [];
    if (length === undefined) throw new Error("the answer does not say how long it is");
    const whole = end + END_OF_HEAD.length + Number(length);
    return buffer.length < whole ? undefined : whole;
}

async function openConnection(port, request) {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    await once(socket, "connect");
    let received = Buffer.alloc(0);
    let answered;
    socket.on("data", (data) => {
        received = received.length === 0 ? data : Buffer.concat([received, data]);
        try {
            const length = lengthOfAnswer(received);
            if (length === undefined) return;
            received = received.subarray(length);
            answered.resolve();
        } catch (error) {
            answered.reject(error);
        }
    });
    socket.on("error", (error) => answered?.reject(error));
    socket.on("close", () => answered?.reject(new Error("the connection was closed")));
    return {
        ask() {
            answered = Promise.withResolvers();
            socket.write(request);
            return answered.promise;
        },
        close() {
            answered = undefined;
            socket.destroy();
        },
    };
}

/** @returns answers a second */
export async function answersPerSecond({ port, path, headers = {} }, connections, seconds) {
    const lines = Object.entries({ Host: "127.0.0.1", ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    const request = Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`);
    const opened = await Promise.all(Array.from({ length: connections }, () => openConnection(port, request)));
    const started = performance.now();
    const until = started + seconds * 1000;
    let answers = 0;
    const keepAsking = async (connection) => {
        while (performance.now() < until) {
            await connection.ask();
            answers += 1;
        }
    };
    try {
        await Promise.all(opened.map(keepAsking));
        return answers / ((performance.now() - started) / 1000);
    } finally {
        for (const connection of opened) connection.close();
    }
}
