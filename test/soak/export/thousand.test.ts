/** A thousand units, exported and taken over in each form. */
import { openTenancy } from "../../gateway/inventory/tenancy.js";
import { soaked } from "../matrices.js";
import { circle } from "./circle.js";

const FORMS = ["yaml", "tenants", "classes"] as const;
const soak = soaked("Exported and taken over, a thousand units");
soak.write(FORMS.length, (cases) => `${cases} units: a thousand in each form (6)`);
test.each(FORMS)("a thousand units as %s", async (form) => {
    const tenancy = await openTenancy({ seed: "large:900" });
    try {
        expect(await circle(tenancy, form)).toEqual({ units: 999, foretold: 0, written: 0 });
        soak.add(999);
    } finally {
        await tenancy.close();
    }
});
