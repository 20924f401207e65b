/**
 * For programs whose resources are of classes that Pulumi generates, as of the plugin's SDK: `import "pulumi-cvg/no-promise-stacks"`, once and before resources are made.
 * From then on no stack is formatted for the promises that Pulumi's SDK keeps with each property of a resource, until the program ends. The classes of this package
 * do the same by themselves, each while its constructor runs.
 *
 * It concerns every package in the program. All other stacks are as ever, those of errors among them; where `PULUMI_DEBUG_PROMISE_LEAKS` is set, nothing is done.
 */
import { withoutPromiseStacks } from "../program/without-promise-stacks.js";

withoutPromiseStacks();
