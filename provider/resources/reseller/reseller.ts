/** The reseller that is configured (`cvg:reseller`), as the scope of a PrivacyPolicy. It is never created or deleted. */
export interface Reseller {
    readonly level: "reseller";
}

/** The reseller that is configured: `new cvg.PrivacyPolicy("reseller-privacy", { scope: cvg.reseller, ... })`. */
export const reseller: Reseller = Object.freeze({ level: "reseller" });

/** Whichever copy of this package it comes from. */
export const isReseller = (scope: unknown): scope is Reseller =>
    typeof scope === "object" && scope !== null && "level" in scope && scope.level === "reseller";
