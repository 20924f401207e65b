/** A finding before it is known how its unit is called and which line decides it. */
import type { SettingName } from "../../policy/index.js";
import type { Kind, Values } from "./kinds.js";

export interface Draft {
    readonly kind: Kind;
    readonly setting?: SettingName;
    readonly from?: string;
    /** The exact new value, as approvals name it. */
    readonly to: string;
    /** For the sentence, where it says more than the values. */
    readonly values?: Partial<Values>;
    /** What more there is to know of this unit, in the words that its kind completes. */
    readonly details?: readonly string[];
}
