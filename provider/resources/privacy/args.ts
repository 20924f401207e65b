import type * as pulumi from "@pulumi/pulumi";
import type * as z from "zod";
import type { AtMost, DialogPeriod, IfAllowed, Inherit, privacyShape, RecordingPeriod } from "./inputs.js";
import type { Expect, Matches } from "./match.js";

/**
 * The six privacy settings that every level carries, and perhaps why they are so. What is left out, or `"inherit"`, follows the level above, now and later.
 * Anything looser than the level above allows is refused at preview (CVG101).
 */
export interface PrivacyArgs {
    /**
     * Bots may start calls, and hand calls over to human agents (Ausgehende Anrufe). Off above means off below.
     * @default follows the level above
     */
    readonly outboundCalls?: pulumi.Input<boolean | Inherit | IfAllowed>;
    /**
     * Calls may be recorded (Gesprächsaufzeichnung). Off above means off below.
     * @default follows the level above
     */
    readonly recordings?: pulumi.Input<boolean | Inherit | IfAllowed>;
    /**
     * Recordings are deleted this long after the end of the call: one of the console's five periods, or a whole number of minutes, hours,
     * days or weeks such as `"36 hours"`; `"1 month"` is 30 days. Never longer than above.
     * @default follows the level above
     */
    readonly recordingRetention?: pulumi.Input<RecordingPeriod | Inherit | AtMost<RecordingPeriod>>;
    /**
     * Bots and integrations see `md5-hash:` and the number's MD5 instead of the caller's number (Rufnummern für Bot und Integrationen
     * anonymisieren). On above means on below. The hash is a pseudonym: who can try all numbers can undo it.
     * @default follows the level above
     */
    readonly anonymizeNumbers?: pulumi.Input<boolean | Inherit | IfAllowed>;
    /**
     * Dialog data is kept for the Dialog API (Dialogdaten speichern). Off above means off below.
     * @default follows the level above
     */
    readonly storeDialogData?: pulumi.Input<boolean | Inherit | IfAllowed>;
    /**
     * Dialog data is deleted this long after the end of the dialog: `"10 minutes"`, `"1 hour"`, `"1 day"`, `"1 week"` or `"1 month"` (30 days).
     * Never longer than above.
     * @default follows the level above
     */
    readonly dialogRetention?: pulumi.Input<DialogPeriod | Inherit | AtMost<DialogPeriod>>;
    /**
     * Why these settings are as they are, for whoever reads the state, `cvg review` or `cvg tenants`: `"DSFA 2026-14"`. 1 to 200 characters,
     * no control characters. It decides nothing: changing it changes the state, and nothing at the gateway.
     * @default no reason
     */
    readonly because?: pulumi.Input<string>;
}

/** @internal Fails to compile where the interface and the shape say different things. */
export type PrivacyArgsAreChecked = Expect<Matches<z.input<ReturnType<typeof privacyShape>>, PrivacyArgs>>;
