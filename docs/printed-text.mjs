/** Texts of the catalogue as pages show them: with words in angle brackets where facts are filled in. */

/** Stands for whatever a text may take: a text, a list, or an object of such. */
const fact = (name) => {
    const text = `<${name}>`;
    return new Proxy([undefined], {
        get(list, key, self) {
            if (key === Symbol.toPrimitive || key === "toString") return () => text;
            if (key === "0") return self;
            if (key in list) return list[key];
            return key in String.prototype ? text[key].bind(text) : fact(String(key));
        },
    });
};

/** Whatever facts a text asks for by name. */
const facts = new Proxy({}, { get: (_none, name) => fact(String(name)) });

/** What each text of a code prints. */
export const printedTexts = (says) =>
    Object.values(says).map((text) => {
        const { code, what, remedy } = text(facts);
        return remedy === undefined ? `${code} ${what}` : `${code} ${what}\n  ${remedy}`;
    });
