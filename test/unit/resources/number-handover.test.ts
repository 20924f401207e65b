/** A number that another project gives up in the same run is waited for, however short the time in which that is known. */
import { setTimeout as wait } from "node:timers/promises";
import { NumberReleases } from "../../../provider/definition/phase/number-releases.js";
import { GatewayError } from "../../../provider/gateway/transport/errors.js";
import { onceReleased } from "../../../provider/resources/unit/write/number-handover.js";

const NUMBER = "+4989200001";
const phase = () => ({ numbers: new NumberReleases(), settings: { ifExists: "fail", timeoutSeconds: 30 } as const });
const taken = (): GatewayError =>
    new GatewayError("CVG305", "project: it is on another active project", "Take it from there first.", {
        status: 409,
        code: "NUMBER_TAKEN",
        fields: ["platformNumbers"],
        description: "",
    });

/** A gateway at which the number is taken until it is said to be free. */
function gateway() {
    let free = false;
    let writes = 0;
    return {
        release: () => {
            free = true;
        },
        write: async () => {
            writes += 1;
            if (!free) throw taken();
            return writes;
        },
    };
}

const change = { before: [], after: [NUMBER] };

test("one that is announced and given up while the other write looks away is taken", async () => {
    const [run, { release, write }] = [phase(), gateway()];
    const written = onceReleased({ phase: run }, change, write);
    await wait(20);
    run.numbers.announce([NUMBER]);
    release();
    run.numbers.released([NUMBER]);
    await expect(written).resolves.toBe(2);
});

test("one that nobody gives up is refused after a while, without another write", async () => {
    let writes = 0;
    const write = async () => {
        writes += 1;
        throw taken();
    };
    await expect(onceReleased({ phase: phase() }, change, write)).rejects.toThrow("CVG305");
    expect(writes).toBe(1);
});
