/** How a project's calls went: the service's Health API. Source: the vendor's Python SDK 0.5.1. */
import { z } from "zod";
import { validate } from "../json.js";
import { findUnit } from "../units/unit.js";
import type { BotRequest, Switchboard } from "./switchboard.js";

const instant = z.coerce.number().int().nonnegative();

/** Without anything: the last ten minutes. */
const Range = z
    .object({
        timeRange: z.enum(["ABSOLUTE", "RELATIVE"]).default("RELATIVE"),
        start: instant.optional(),
        end: instant.optional(),
        delta: instant.optional(),
    })
    .refine(({ timeRange, start, end }) => timeRange === "RELATIVE" || (start !== undefined && end !== undefined), {
        error: "an absolute range has start and end",
        path: ["timeRange"],
    });

const TEN_MINUTES = 600_000;
const Count = z.object({ calls: z.int() });

/** @param query of the request @throws Refusal NOT_FOUND or VALIDATION */
export function projectHealth({ store, asked }: Switchboard, token: string, query: Readonly<Record<string, string>>) {
    const project = findUnit(store, "project", token);
    const { timeRange, start = 0, end = 0, delta = TEN_MINUTES } = validate(Range, query);
    const now = store.clock.now();
    const [from, to] = timeRange === "ABSOLUTE" ? [start, end] : [now - delta, now];
    const counted = store.db.one(
        Count,
        "SELECT COUNT(*) AS calls FROM call WHERE project = ? AND startedAt BETWEEN ? AND ?",
        project.id,
        from,
        to,
    );
    const callCount = counted?.calls ?? 0;
    const requests = asked.of(token, from, to);
    const failed = requests.some((request) => request.failed !== undefined);
    return { status: failed ? "CRITICAL" : callCount === 0 ? "UNKNOWN" : "OK", callCount, events: eventsOf(requests) };
}

/** One event for each address, and one for each way in which it failed. */
function eventsOf(requests: readonly BotRequest[]): readonly object[] {
    const kinds = new Map<string, BotRequest[]>();
    for (const request of requests) {
        const kind = JSON.stringify([request.url, request.failed]);
        kinds.set(kind, [...(kinds.get(kind) ?? []), request]);
    }
    return [...kinds.values()].map((same) => {
        const [{ url, failed } = { url: "", failed: undefined }] = same;
        const common = { count: same.length, url, api: "BOT" };
        if (failed !== undefined) return { type: "EndpointCallFailed", status: "CRITICAL", ...common, message: failed };
        const times = same.map(({ ms }) => ms);
        const average = Math.round(times.reduce((sum, ms) => sum + ms, 0) / times.length);
        return { type: "EndpointCall", status: "OK", ...common, latencies: { average, maximum: Math.max(...times) } };
    });
}
