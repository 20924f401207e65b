/** Paths of `ignoreChanges`: what is covered, and what of a value stays as it is live. */
import { ignoredIn, isIgnored, mergedSets, withLiveParts } from "../../../provider/definition/ignored.js";

test.each([
    [[["bot"]], ["bot"], true],
    [[["bot"]], ["bot", "url"], true],
    [[["bot", "url"]], ["bot"], false],
    [[["privacy", "*"]], ["privacy", "recordings"], true],
    [[["*"]], ["color"], true],
    [[["colors"]], ["color"], false],
    [[[]], ["color"], false],
    [undefined, ["color"], false],
])("%j covers %j: %s", (ignored, place, expected) => {
    expect(isIgnored(ignored, ...place)).toBe(expected);
});

test("the parts of a field that are named are seen from there", () => {
    expect(ignoredIn([["bot", "url"], ["color"], ["transcribers", "0", "vendor"], ["bot"]], "bot")).toEqual([["url"]]);
});

const bot = { type: "custom", url: "https://ours", token: "ours" };
test.each([
    ["one part", bot, { type: "custom", url: "https://theirs", token: "theirs" }, ["url"], { ...bot, url: "https://theirs" }],
    ["a part that somebody took out", { ...bot, agent: "a" }, bot, ["agent"], bot],
    ["a part of another thing", bot, { type: "cognigy", url: "https://theirs" }, ["url"], bot],
    ["what makes it another thing", bot, { type: "cognigy", endpointUrl: "e" }, ["type"], { type: "cognigy", endpointUrl: "e" }],
    ["all parts", bot, { type: "custom", url: "https://theirs" }, ["*"], { type: "custom", url: "https://theirs" }],
    ["an entry of a list", [1, 2, 3], [4, 5], ["1"], [1, 5, 3]],
    ["an entry that is not there", [1, 2, 3], [4, 5], ["2"], [1, 2, 3]],
    [
        "a part of each entry",
        [{ vendor: "A", profileToken: "1" }, { vendor: "B" }],
        [
            { vendor: "A", profileToken: "2" },
            { vendor: "C", profileToken: "3" },
        ],
        ["*", "profileToken"],
        [{ vendor: "A", profileToken: "2" }, { vendor: "B" }],
    ],
])("%s stays as it is live", (_what, declared, live, path, expected) => {
    expect(withLiveParts(declared, live, [path])).toEqual(expected);
});

test("a set takes what the program added and took out, and keeps what others did", () => {
    expect(mergedSets(["a", "new"], ["a", "gone", "theirs"], ["a", "gone"])).toEqual(["a", "theirs", "new"]);
    expect(mergedSets(["a", "b"], ["b"], ["a", "b"])).toEqual(["b"]);
});
