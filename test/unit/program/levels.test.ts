/** A unit of one level is not taken for one of another: the compiler refuses it, and each line below would be an error if it did not. */
import type { Account, AccountArgs, Customer, Project, ProjectArgs } from "../../../provider/index.js";

test("an account is no customer, a project no account, and a customer no account", () => {
    const account = (claims: Account, hotline: Project, acme: Customer): readonly (AccountArgs | ProjectArgs["account"])[] => [
        // @ts-expect-error an account where a customer is wanted
        { name: "Schaden", customer: claims },
        // @ts-expect-error a project where a customer is wanted
        { name: "Schaden", customer: hotline },
        // @ts-expect-error a customer where an account is wanted
        acme satisfies ProjectArgs["account"],
        // @ts-expect-error a project where an account is wanted
        hotline satisfies ProjectArgs["account"],
        { name: "Schaden", customer: acme },
        claims,
    ];
    expect(account).toBeInstanceOf(Function);
});
