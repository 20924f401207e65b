// Asks one question over and over on a few connections. On bare sockets, so that the cores are the server's.
import { once } from "node:events";
import { connect } from "node:net";

const END_OF_HEAD = Buffer.from("\r\n\r\n");

/** Bytes of the answer that a buffer begins with; undefined while its head is not complete. @throws for any status but 200 */
function lengthOfAnswer(buffer) {
    const end = buffer.indexOf(END_OF_HEAD);
    if (end === -1) return undefined;
    const head = buffer.latin1Slice(0, end);
    if (!head.startsWith("HTTP/1.1 200 ")) throw new Error(`answered ${head.slice(0, head.indexOf("\r\n"))}`);
    const [, length] = /\r\ncontent-length: (\d+)/i.exec(head) ?? [];
    if (length === undefined) throw new Error("the answer does not say how long it is");
    return end + END_OF_HEAD.length + Number(length);
}

/** A connection that asks one thing again and again. */
export async function openConnection({ port, path, headers = {} }) {
    const lines = Object.entries({ Host: "127.0.0.1", ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    const request = Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`);
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    await once(socket, "connect");
    let pieces = [];
    let size = 0;
    let whole;
    let answered;
    socket.on("data", (piece) => {
        pieces.push(piece);
        size += piece.length;
        try {
            whole ??= lengthOfAnswer(pieces.length === 1 ? piece : Buffer.concat(pieces));
            if (whole === undefined || size < whole) return;
            answered.resolve(pieces);
            [pieces, size, whole] = [[], 0, undefined];
        } catch (error) {
            answered.reject(error);
        }
    });
    socket.on("error", (error) => answered?.reject(error));
    socket.on("close", () => answered?.reject(new Error("the connection was closed")));
    return {
        /** @returns the answer in pieces: head and body */
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

/** The body of an answer of `ask`. */
export function bodyOf(pieces) {
    const answer = Buffer.concat(pieces);
    return answer.toString("utf8", answer.indexOf(END_OF_HEAD) + END_OF_HEAD.length);
}

/** @returns answers a second */
export async function answersPerSecond(question, connections, seconds) {
    const opened = await Promise.all(Array.from({ length: connections }, () => openConnection(question)));
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
