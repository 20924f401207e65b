/** What examples/fleet makes of an engine's events: refused is only a stack where nothing can have been written. */
import type { EngineEvent, OpType } from "@pulumi/pulumi/automation/index.js";
import { heard } from "../../../examples/fleet/heard.ts";

const up = { mode: "up", resumed: false } as const;
const step = (op: OpType, type = "pulumi-nodejs:dynamic/cvg:Account") => ({
    metadata: { op, type, urn: "urn", provider: "p" },
});
const error = (message: string): Pick<EngineEvent, "diagnosticEvent"> => ({
    diagnosticEvent: { message, prefix: "", color: "never", severity: "error", streamID: 0, ephemeral: false },
});
const RULE = error("cvg:Project p has a problem: CVG308 p: what a rule forbids");

test("an up that a rule stops before any unit was begun is refused", () => {
    const events = heard(up);
    events.onEvent({ resourcePreEvent: step("create", "cvg:index:Tenant") });
    for (const op of ["same", "refresh", "read"] as const) events.onEvent({ resourcePreEvent: step(op) });
    events.onEvent(RULE);
    expect(events.problem("thrown")).toEqual({
        state: "refused",
        outcome: { changes: {}, codes: ["CVG308"], told: [], problem: "CVG308 p: what a rule forbids" },
    });
});

test.each(["create", "update", "delete", "create-replacement", "delete-replaced"] as const)(
    "an up that a rule stops after a step %s has failed",
    (op) => {
        const events = heard(up);
        events.onEvent({ resourcePreEvent: step(op) });
        events.onEvent(RULE);
        expect(events.problem("").state).toBe("failed");
    },
);

test("an up is not refused where a worker before this one may have written", () => {
    const events = heard({ mode: "up", resumed: true });
    events.onEvent(RULE);
    expect(events.problem("").state).toBe("failed");
});

test("a preview that a rule stops is refused, whatever it would have done", () => {
    const events = heard({ mode: "preview", resumed: true });
    events.onEvent({ resourcePreEvent: step("create") });
    events.onEvent(RULE);
    expect(events.problem("")).toMatchObject({ state: "refused", outcome: { changes: { create: 1 } } });
});

test("what a gateway or an engine did is a failure, told by its last lines where there is no code", () => {
    const events = heard(up);
    events.onEvent(error("CVG401 a: the gateway is away"));
    events.onEvent(RULE);
    expect(events.problem("")).toMatchObject({ state: "failed", outcome: { codes: ["CVG308", "CVG401"] } });
    expect(heard(up).problem("1\n2\n\n3\n4")).toMatchObject({ state: "failed", outcome: { codes: [], problem: "2\n3\n4" } });
});
