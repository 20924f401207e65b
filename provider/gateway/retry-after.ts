/**
 * The header of RFC 9110, section 10.2.3: seconds, or a date, which counts from the answer's own Date header, so that it does not matter how our clock goes.
 * Answers milliseconds; undefined when there is no header, or one that cannot be read.
 */
export function retryAfter(header: string | undefined, dateHeader: string | undefined, now: number): number | undefined {
    if (header === undefined) return undefined;
    if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
    const [until, answered] = [Date.parse(header), Date.parse(dateHeader ?? "")];
    return Number.isNaN(until) ? undefined : Math.max(0, until - (Number.isNaN(answered) ? now : answered));
}
