import type * as pulumi from "@pulumi/pulumi";
import type { PrivacyArgs } from "../privacy/args.js";

/**
 * What happens when a unit that is to be created has a namesake: a unit of the same name (blanks around it do not count, case does; what looks the same is the same) at the
 * same place.
 *
 * - `"fail"`: the preview fails, and says which unit it is, its state, and the line to add here.
 * - `"continue"`: a namesake is managed from then on if it is exactly what would be made here, as an interrupted run leaves it. Any other is
 *   refused as with `"fail"`.
 * - `"restore"`: a namesake is managed from then on, made active again where it is inactive. What is left of a restore that was interrupted is
 *   gone on with.
 * - `"adopt"`: an active namesake is managed from then on, and changed where it differs.
 * - `{ token }`: the unit of that token, active or not, is managed from then on.
 * - `"create"`: a second unit of the same name is made.
 *
 * It is asked at creation only: adding or removing the line later changes nothing.
 */
export type IfExists = "fail" | "continue" | "restore" | "adopt" | "create" | { readonly token: pulumi.Input<string> };

/** Properties that all units have, but for their settings. */
export interface UnitFields {
    /** 1 to 200 characters, not counting blanks around them, none of them invisible or a control character. Not unique, and never an id: a rename changes nothing else. */
    readonly name: pulumi.Input<string>;
    /**
     * Whether the unit is in use. Set to false it becomes inactive, keeps its token, and is purged for good 90 days later unless it is
     * set to true again before. Below a unit object that is `active: false` nothing can be in use: `true` is an error there (CVG313).
     * @default false below a unit object that is `active: false`, else true
     */
    readonly active?: pulumi.Input<boolean>;
    /**
     * What happens at creation when a unit of this name is there already. Units below take it over, except a token.
     * @default as the unit object above, else the stack's `cvg:ifExists`, else "fail"
     */
    readonly ifExists?: IfExists;
}

/** Properties that all units have. */
export interface UnitArgs extends UnitFields {
    /**
     * The privacy settings of the unit, born with it. `{}` means: all managed, all inherited. Left out: not managed.
     * @default not managed
     */
    readonly privacy?: PrivacyArgs;
}
