/** What the life of a field is judged by: the places where inputs differ, and requests that write. */
import type { Declaration, EngineOnGrpc } from "../../harness/engine-on-grpc.js";
import { isRecord, type Properties, unsealed } from "../../harness/properties.js";

/** Every place at which two values differ, as a user writes it: `bot.url`, `transcribers[0].vendor`. What check makes known of settings follows them, and is left out. */
export function differences(before: unknown, after: unknown, path = ""): readonly string[] {
    const [one, other] = [unsealed(before), unsealed(after)];
    if (Array.isArray(one) && Array.isArray(other) && one.length === other.length)
        return one.flatMap((item, index) => differences(item, other[index], `${path}[${index}]`));
    if (!isRecord(one) || !isRecord(other)) return JSON.stringify(one) === JSON.stringify(other) ? [] : [path];
    const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
        (key) => path !== "" || (key !== "effective" && key !== "decidedBy"),
    );
    return keys.flatMap((key) => differences(one[key], other[key], path === "" ? key : `${path}.${key}`));
}

export const inputsOf = (engine: EngineOnGrpc, name: string): Properties => engine.state.get(name)?.inputs ?? {};

/** Another preview and another refresh find nothing to do. */
export async function expectSettled(engine: EngineOnGrpc, program: readonly Declaration[]): Promise<void> {
    const look = async () => {
        const { plan, problem } = await engine.preview(program);
        expect({ plan, problem }).toEqual({ plan: {}, problem: undefined });
    };
    await look();
    const before = engine.state.get("one");
    const { problem, steps } = await engine.refresh();
    expect({ problem, changed: steps.flatMap(({ changed }) => changed) }).toEqual({ problem: undefined, changed: [] });
    expect(differences(before?.inputs, engine.state.get("one")?.inputs)).toEqual([]);
    await look();
}
