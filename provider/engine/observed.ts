/** A handler whose operations are told to the log: which, for how long, with what result. */
import { operation, resultOf } from "../gateway/index.js";
import type { DynamicHandler } from "./protocol.js";
import { current } from "./session.js";
import { heardIn, receivedDraft } from "./wire-values.js";

const codeIn = (error: unknown): string => /^CVG\d{3}/.exec(error instanceof Error ? error.message : "")?.[0] ?? resultOf(error);

/** @param about what may be told of it: ids, and logical names, which stand in every URN */
async function timed<T>(
    name: string,
    about: Readonly<Record<string, unknown>>,
    run: () => Promise<T>,
    resultIn?: (answer: T) => string,
): Promise<T> {
    const { runLog } = await current().catch(() => ({ runLog: undefined }));
    if (runLog === undefined) return await run();
    const id = runLog.nextOperation();
    const started = Date.now();
    const tell = (result: string): void =>
        runLog.tell({ level: "debug", event: "operation", operation: id, name, ...about, ms: Date.now() - started, result });
    try {
        const answer = await operation.run(id, run);
        tell(resultIn?.(answer) ?? "ok");
        return answer;
    } catch (error) {
        tell(codeIn(error));
        throw error;
    }
}

export function observed(type: string, handler: DynamicHandler): DynamicHandler {
    return {
        configure: (request) => handler.configure(request),
        check: (olds, news) =>
            timed(
                "check",
                {
                    type,
                    // Asked where it is told: most runs have no log.
                    get resource() {
                        return heardIn(receivedDraft(news))?.by;
                    },
                },
                () => handler.check(olds, news),
                ({ failures = [] }) => failures.map(({ reason }) => codeIn(new Error(reason))).join(" ") || "ok",
            ),
        diff: (id, olds, news, ignored) => timed("diff", { type, id }, () => handler.diff(id, olds, news, ignored)),
        create: (news) => timed("create", { type }, () => handler.create(news)),
        read: (id, props, importedAs) => timed("read", { type, id }, () => handler.read(id, props, importedAs)),
        update: (id, olds, news, ignored) => timed("update", { type, id }, () => handler.update(id, olds, news, ignored)),
        delete: (id, props) => timed("delete", { type, id }, () => handler.delete(id, props)),
    };
}
