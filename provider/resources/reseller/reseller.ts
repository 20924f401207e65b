/** The reseller that is configured (`cvg:reseller`), as the scope of a PrivacyPolicy. It is never created or deleted. */
export class Reseller {
    readonly level = "reseller";
}

/** The reseller that is configured: `new cvg.PrivacyPolicy("reseller-privacy", { scope: cvg.reseller, ... })`. */
export const reseller = new Reseller();
