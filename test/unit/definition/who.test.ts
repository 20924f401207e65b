/** Resources of one logical name, below different components, are different resources. */
import { BegunUnits } from "../../../provider/definition/phase/begun-units.js";
import { HeldUnits } from "../../../provider/definition/phase/held-units.js";
import { SettingsOwners } from "../../../provider/definition/phase/settings-owners.js";
import { type Who, whoIs } from "../../../provider/definition/phase/who.js";

const north = whoIs("hotline", { identity: "North::north/project::hotline" });
const south = whoIs("hotline", { identity: "South::south/project::hotline" });
const other = whoIs("chat", { identity: "project::chat" });

test("a unit is taken over by one of them; the other is told, and the first may ask again", () => {
    const held = new HeldUnits();
    const take = (who: Who) => held.take("t-1", who);
    expect([north, north, south, other].map(take)).toEqual([undefined, undefined, "another resource named hotline", "hotline"]);
});

test("each is expected on its own where units are made", () => {
    const begun = new BegunUnits();
    begun.made("place", "t-1");
    expect(begun.expect("place", north)).toBeUndefined();
    expect(begun.expect("place", north)).toBeUndefined();
    expect(begun.unrecorded("place")).toBe("t-1");
    expect(begun.expect("place", south)).toBe("another resource named hotline");
    expect(begun.unrecorded("place")).toBeUndefined();
});

test("two policies of one name own nothing together", () => {
    const owners = new SettingsOwners();
    const owner = ({ by, identity }: Who) => ({ named: by, identity });
    expect([north, north, south].map((who) => owners.hold("t-1", owner(who)))).toEqual([undefined, undefined, "hotline"]);
});

test("a resource of a program that tells no identity is known by its name", () => {
    expect(whoIs("hotline", {})).toEqual({ by: "hotline", identity: "hotline" });
});
