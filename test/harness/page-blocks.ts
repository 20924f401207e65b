/** What a page in Markdown shows in a language, block by block. */
export const blocksIn = (text: string, language: string): readonly string[] =>
    [...text.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "gs"))].map(([, block = ""]) => block);
