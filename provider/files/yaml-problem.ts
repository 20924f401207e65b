/** What keeps a text from being YAML, in words for whoever wrote it. */

/** The library's words, but for its advice to programmers. `message`: one line, or its first. */
export const yamlProblem = ({ code, message }: { readonly code: string; readonly message: string }): string =>
    code === "MULTIPLE_DOCS"
        ? "it holds more than one document, with --- between them"
        : (message.split("\n")[0] ?? message).replace(/:$/, "");
