/** A program that breaks one rule at hundreds of resources reads one message about it, and every other message beside it. */
import { CvgError } from "../../../provider/errors/index.js";
import { together } from "../../../provider/program/gate/violations-together.js";

const refused = (by: string, topic: string): CvgError =>
    new CvgError("CVG101", `${by}: ${topic} "1 week" is longer than the "1 day" that reseller (top) allows.`, "Choose less.", {
        about: { by, topic },
    });
const tenants = (count: number): readonly CvgError[] =>
    Array.from({ length: count }, (_, index) => refused(`tenant-${count - index}`, "dialogRetention"));

test("up to ten of a kind are said one by one, in their order", () => {
    const violations = [...tenants(10), refused("tenant-1", "recordingRetention")];
    expect(together(violations)).toEqual(violations.map(({ message }) => message));
});

test("more are counted in one message, the first named in an order that does not depend on theirs", () => {
    const other = new CvgError("CVG313", "hotline: active cannot be true.");
    expect(together([...tenants(800), refused("desk", "recordingRetention"), other])).toEqual([
        refused("desk", "recordingRetention").message,
        other.message,
        'CVG101 dialogRetention: 800 resources ask for more than is allowed (tenant-1, tenant-2, tenant-3, tenant-4, tenant-5 and 795 more). The first of them: tenant-1: dialogRetention "1 week" is longer than the "1 day" that reseller (top) allows.\n  Choose less.',
    ]);
    expect(together([...tenants(800)].reverse())).toEqual(together(tenants(800)));
});
