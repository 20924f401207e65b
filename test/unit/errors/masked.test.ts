/** Secrets taken out of texts: in one pass, so that no mask is masked. */
import * as fc from "fast-check";
import { Concealed, masking } from "../../../provider/errors/index.js";
import { redact } from "../../../provider/gateway/transport/redaction.js";
import { createTranscript } from "../../../provider/sandbox/bots/transcript.js";

describe("a secret of one letter", () => {
    test("does not mask the mask of another, or its own", () => {
        expect(redact("user s", ["s", "u"])).toBe("[secret][secret]er [secret]");
        expect(redact("token e", ["token", "e"])).toBe("[secret] [secret]");
    });

    test("is hidden in a message where it stands by itself, and leaves the mask of another as it is", () => {
        const concealed = new Concealed();
        for (const secret of ["s", "secret", "Meier"]) concealed.add(secret);
        expect(concealed.hide('name "s" of Meier: a secret')).toBe('name "[secret]" of [secret]: a [secret]');
        concealed.add("+4989200001");
        expect(concealed.hide("+4989200001 of Meier")).toBe("[secret] of [secret]");
    });

    test("leaves eight stars in a transcript for what was one", () => {
        const transcript = createTranscript(() => 0, ["*", "", "a*"]);
        transcript.add({ from: "bot", what: "a* and *", body: { "*": ["a*"] } });
        expect(transcript.lines()).toEqual([
            { at: "1970-01-01T00:00:00.000Z", from: "bot", what: "******** and ********", body: { "********": ["********"] } },
        ]);
    });
});

test("whatever the secrets: none is left between the masks, and what was none of them stays", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", ".", "$", '"', "\\"), maxLength: 12 });
    fc.assert(
        fc.property(text, fc.array(text, { maxLength: 4 }), (shown, secrets) => {
            const rests = masking(new Map(secrets.map((secret) => [secret, "#"])))(shown).split("#");
            for (const rest of rests) for (const secret of secrets) if (secret !== "") expect(rest).not.toContain(secret);
            expect(masking(new Map())(shown)).toBe(shown);
        }),
    );
});
