/**
 * The SDK keeps a stack with each of the promises that it makes for a property of a resource, four for each, and has it formatted and mapped to
 * sources at once. It shows them only where `PULUMI_DEBUG_PROMISE_LEAKS` is set; otherwise they take most of the time of a program that declares
 * many units.
 */

/** The SDK's function that makes them. One of another name has its stacks as ever. */
const MAKES_PROMISES = "debuggablePromise";

/**
 * From here on, the stacks of such promises are not formatted. All others are as ever: those of errors, and what a state records of where a
 * resource was declared.
 *
 * @returns what puts an end to it; to be called as soon as the resource's constructor is through
 */
export function withoutPromiseStacks(): () => void {
    const format = Error.prepareStackTrace;
    // Where nobody maps stacks to sources, they take no time that would matter.
    if (format === undefined || process.env.PULUMI_DEBUG_PROMISE_LEAKS) return () => undefined;
    Error.prepareStackTrace = (error, frames): unknown =>
        frames[0]?.getFunctionName() === MAKES_PROMISES ? undefined : format.call(Error, error, frames);
    return () => {
        Error.prepareStackTrace = format;
    };
}
