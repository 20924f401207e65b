/**
 * Clients that all write the same unit at the same time. Any order is right, as long as no write is there that was overtaken:
 * one that was answered before another that was answered, too, was even sent.
 */
import type { Send } from "./process.js";
import { type Body, LONGEST, wireOf } from "./tenant.js";

interface Sent {
    readonly body: Body;
    readonly sentAt: number;
    answeredAt: number;
}

export interface Rivals {
    write(send: Send, path: string): Promise<void>;
    /** Whether a body may be what is there now. If it is, the rest is forgotten. */
    accept(name: string, filler: string): boolean;
    readonly answered: number;
}

export function createRivals(first: Body): Rivals {
    let [time, sequence, answered] = [0, 0, 0];
    let sent: Sent[] = [{ body: first, sentAt: 0, answeredAt: 0 }];

    async function one(send: Send, path: string): Promise<void> {
        for (;;) {
            sequence += 1;
            const name = `shared-${sequence}`;
            const body = { name, dialogs: LONGEST, filler: `${name} `.repeat(sequence % 300), numbers: [] };
            time += 1;
            const mine: Sent = { body, sentAt: time, answeredAt: Number.POSITIVE_INFINITY };
            sent.push(mine);
            const reply = await send("POST", path, wireOf("customer", body)).catch(() => undefined);
            if (reply === undefined) return;
            if (reply.status !== 204) throw new Error(`a write of the shared customer was answered ${reply.status} ${reply.text}`);
            time += 1;
            mine.answeredAt = time;
            answered += 1;
        }
    }

    return {
        get answered() {
            return answered;
        },
        write: async (send, path) => {
            await Promise.all([one(send, path), one(send, path), one(send, path)]);
        },
        accept: (name, filler) => {
            const there = sent.find(({ body }) => body.name === name && body.filler === filler);
            if (there === undefined) return false;
            const overtaken = sent.some(({ sentAt, answeredAt }) => answeredAt !== Number.POSITIVE_INFINITY && sentAt > there.answeredAt);
            time += 1;
            sent = [{ ...there, sentAt: time, answeredAt: time }];
            return !overtaken;
        },
    };
}
