import type { UserDetails } from "../../../provider/gateway/index.js";
import { purgeAt } from "../../../provider/gateway/purge.js";
import { CLOSED } from "../../harness/bodies.js";

const NOW = Date.parse("2026-03-01T12:00:00Z");
const details: UserDetails = {
    deletionRetentionTimeInDays: 90,
    defaults: {
        utteranceTimeout: 500,
        minimumNoiseLevel: -45,
        commonConfiguration: CLOSED,
    },
};
const gateway = { now: () => NOW, defaults: () => Promise.resolve(details) };

test.each([
    ["a marking of a month ago", "2026-01-30T12:00:00Z", "2026-04-30T12:00:00.000Z"],
    ["a marking of now", "2026-03-01T12:00:00Z", "2026-05-30T12:00:00.000Z"],
    ["a marking of now by a clock that is ahead", "2026-03-01T12:00:59Z", "2026-05-30T12:00:59.000Z"],
    ["a planned purge", "2026-05-29T12:00:00Z", "2026-05-29T12:00:00.000Z"],
    ["a planned purge of today", "2026-03-01T12:06:00Z", "2026-03-01T12:06:00.000Z"],
])("%s", async (_, stamp, planned) => {
    expect(await purgeAt(gateway, Date.parse(stamp))).toBe(planned);
});
