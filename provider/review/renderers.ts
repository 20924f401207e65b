/** The forms of a report that are made only when asked for; a terminal's is with the review itself. */
export { toCodeQuality, toGitlabTerraform } from "./render/gitlab.js";
export { toHtml } from "./render/html.js";
export { toJson } from "./render/json.js";
export { toJunit, xml } from "./render/junit.js";
export { MARKDOWN_LIMIT, toMarkdown } from "./render/markdown.js";
export { SARIF_LIMIT, sarifPlace, sarifText, toSarif } from "./render/sarif.js";
