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
    expect([tree.reseller.above, tree.find("c")?.deletionTimestamp]).toEqual([undefined, undefined]);
    expect(tree.find("x")).toBeUndefined();
});

const below = (token: string) => tree.find(token)?.below.map((unit) => unit.token);

test("what this process does to units holds in the tree at once", () => {
    tree.change({ kind: "made", level: "account", token: "b", name: "Sales", above: "d" });
    expect(tree.find("b")).toMatchObject({ level: "account", name: "Sales", made: true, inactive: false });
    expect([tree.find("b")?.above?.token, below("d")]).toEqual(["d", ["b"]]);
    tree.change({ kind: "moved", token: "p", above: "b" });
    expect([tree.find("p")?.above?.token, below("a"), below("b")]).toEqual(["b", [], ["p"]]);
    tree.change({ kind: "active", token: "p" });
    expect([tree.find("p")?.inactive, tree.find("p")?.deletionTimestamp]).toEqual([false, undefined]);
    tree.change({ kind: "inactive", token: "p" });
    expect(tree.find("p")?.inactive).toBe(true);
    tree.change({ kind: "returned", token: "p" });
    expect(tree.find("p")).toMatchObject({ inactive: false, returned: true });
    tree.change({ kind: "active", token: "p" });
    expect(tree.find("p")).toMatchObject({ inactive: false, returned: false });
    tree.change({ kind: "forgotten", token: "b" });
    expect([tree.find("b"), below("d")]).toEqual([undefined, []]);
    tree.change({ kind: "forgotten", token: "a" });
    expect(tree.find("a")?.name).toBe("Claims");
    expect(tree.find("c")?.made).toBe(false);
});
