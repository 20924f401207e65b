// Sections of docs/benchmark.md that are measured and written by themselves.

/**
 * A page with a section in the place of an earlier one of the same heading, or at its end.
 *
 * @param section begins with its heading
 */
export function withSection(page, section) {
    const [heading] = section.split("\n", 1);
    const start = page.indexOf(`${heading}\n`);
    if (start === -1) return `${page.trimEnd()}\n\n${section}`;
    const next = page.indexOf("\n## ", start);
    return page.slice(0, start) + section + (next === -1 ? "" : page.slice(next));
}

/** A page with those sections of an earlier one that it has not itself. */
export function withOthers(page, earlier) {
    const sections = earlier.split(/^(?=## )/m).slice(1);
    const others = sections.filter((section) => !page.includes(`\n${section.split("\n", 1)[0]}\n`));
    return others.reduce((text, section) => `${text.trimEnd()}\n\n${section}`, page);
}
