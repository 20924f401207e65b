// Writes the report as a comment of the pull request (GitHub) or merge request (GitLab): one comment, updated in place by every run.
//
//   node scripts/comment.mjs review/comment.md
import { readFileSync } from "node:fs";

const MARK = "<!-- cvg review -->";
const { env } = process;
const body = `${MARK}\n${readFileSync(process.argv[2] ?? "review/comment.md", "utf8")}`;

/** Where comments are, how they are told apart, and how one is changed. */
function place() {
    if (env.GITHUB_REPOSITORY) {
        const issues = `${env.GITHUB_API_URL ?? "https://api.github.com"}/repos/${env.GITHUB_REPOSITORY}/issues`;
        return {
            comments: `${issues}/${env.PULL_REQUEST}/comments`,
            one: (id) => `${issues}/comments/${id}`,
            method: "PATCH",
            headers: { authorization: `Bearer ${env.GITHUB_TOKEN}`, accept: "application/vnd.github+json" },
        };
    }
    const notes = `${env.CI_API_V4_URL}/projects/${env.CI_PROJECT_ID}/merge_requests/${env.CI_MERGE_REQUEST_IID}/notes`;
    return { comments: notes, one: (id) => `${notes}/${id}`, method: "PUT", headers: { "private-token": env.COMMENT_TOKEN } };
}

const { comments, one, method, headers } = place();

async function ask(url, init = {}) {
    const answer = await fetch(url, { ...init, headers: { ...headers, "content-type": "application/json" } });
    if (!answer.ok) throw new Error(`${init.method ?? "GET"} ${new URL(url).pathname} was answered ${answer.status}`);
    return await answer.json();
}

/** The comment of an earlier run, on whichever page it is. */
async function earlier() {
    for (let page = 1; page <= 50; page++) {
        const found = await ask(`${comments}?per_page=100&page=${page}`);
        const ours = found.find((comment) => comment.body.startsWith(MARK));
        if (ours !== undefined || found.length < 100) return ours;
    }
    return undefined;
}

const before = await earlier();
const url = before === undefined ? comments : one(before.id);
await ask(url, { method: before === undefined ? "POST" : method, body: JSON.stringify({ body }) });
console.log(before === undefined ? "The report is a new comment." : "The comment was updated.");
