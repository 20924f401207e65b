import { unitTree } from "../../../provider/gateway/tree.js";

const tree = unitTree({
    resellerToken: "r",
    resellerName: "Top",
    customers: [
        {
            customerToken: "c",
            customerName: "Acme",
            inactive: false,
            accounts: [
                {
                    accountToken: "a",
                    accountName: "Claims",
                    inactive: true,
                    deletionTimestamp: 1000,
                    projects: [{ projectToken: "p", projectName: "Hotline", inactive: true, deletionTimestamp: 2000 }],
                },
            ],
        },
        { customerToken: "d", customerName: "Empty", inactive: false, accounts: [] },
    ],
});

test("units are found by token and linked both ways", () => {
    const project = tree.find("p");
    expect(project).toMatchObject({ level: "project", name: "Hotline", inactive: true, deletionTimestamp: 2000, below: [] });
    expect([project?.above?.token, project?.above?.above?.token, project?.above?.above?.above]).toEqual(["a", "c", tree.reseller]);
    expect(tree.reseller.below.map(({ name }) => name)).toEqual(["Acme", "Empty"]);
    expect(tree.find("a")?.below[0]).toBe(project);
});

test("the reseller is the top, and active units have no date of deletion", () => {
    expect(tree.find("r")).toBe(tree.reseller);
    expect(tree.reseller).toMatchObject({ level: "reseller", name: "Top", inactive: false });
    expect([tree.reseller.above, "deletionTimestamp" in (tree.find("c") ?? {})]).toEqual([undefined, false]);
    expect(tree.find("x")).toBeUndefined();
});
