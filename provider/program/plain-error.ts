import type { CvgError } from "../errors/index.js";

/**
 * An error that a program throws on its way: the SDK prints its message, and not where in which file it came from, as it does for its own
 * RunError. Source: @pulumi/pulumi/errors, `RunError.isInstance`.
 */
export const withoutStack = <E extends CvgError>(error: E): E => Object.assign(error, { __pulumiRunError: true });
