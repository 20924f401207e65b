#!/usr/bin/env bash
# Question: a dialog is deleted from a SQLite full-text index of transcripts, with secure_delete on, and the file is vacuumed. Is the caller's word out of the files?
# Guess, before the run: yes. secure_delete overwrites what is deleted, and VACUUM writes the file anew from what is left.
# Versions: node:sqlite of Node 26.10.0 (SQLite 3.53.4) with FTS5.
# Seen: no. A word that stood in the deleted dialog alone stays readable in the database file after DELETE and VACUUM, with secure_delete on: the index
#   marks the row as gone and keeps its terms until segments are merged, and VACUUM copies the index as it is. An ordinary table with the same
#   text in it is clean after the DELETE alone. FTS5's own option 'secure-delete', switched on afterwards, changes nothing for what is deleted
#   already; switched on before, the DELETE is enough. Otherwise INSERT INTO t(t) VALUES('optimize') removes the word, 'rebuild' too.
#   In WAL mode even that is not enough: DELETE, 'optimize' and VACUUM all write to the -wal file, the old pages stay in the database file, and the
#   word is in both until PRAGMA wal_checkpoint(TRUNCATE).
# Why it matters here: dialogRetention is a promise about words that people said. A bot team that mirrors dialogs into a searchable table keeps that promise
#   only with INSERT INTO t(t, rank) VALUES('secure-delete', 1) at creation and a truncating checkpoint after deletions. A data protection officer
#   can check it without any tool: search the file's bytes for a word.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts "node26@npm:node-$(node -p 'process.platform + "-" + process.arch')@26.10.0"
cat >erase.mjs <<'JS'
import assert from "node:assert";
import { existsSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

const indexed = "aktenzeichenxyz";
const plain = "klartextwortxyz";
let count = 0;
/** Where the word can be read in the files: "db", "wal", both, or nowhere. */
const where = (file, word) =>
    [["db", ""], ["wal", "-wal"]].filter(([, end]) => existsSync(file + end) && readFileSync(file + end).includes(word)).map(([name]) => name).join("+") || "gone";

function story(title, before, after) {
    const file = `story-${(count += 1)}.db`;
    const db = new DatabaseSync(file);
    for (const statement of before.filter((text) => text.startsWith("PRAGMA"))) db.exec(statement);
    db.exec("CREATE VIRTUAL TABLE t USING fts5(dialog, words); CREATE TABLE p(dialog, words)");
    for (const statement of before.filter((text) => !text.startsWith("PRAGMA"))) db.exec(statement);
    for (let i = 0; i < 200; i += 1) {
        db.prepare("INSERT INTO t VALUES (?, ?)").run(`d${i}`, `guten tag ${i === 77 ? indexed : `wort${i}`}`);
        db.prepare("INSERT INTO p VALUES (?, ?)").run(`d${i}`, `guten tag ${i === 77 ? plain : `wort${i}`}`);
    }
    assert.notStrictEqual(where(file, indexed), "gone");
    assert.notStrictEqual(where(file, plain), "gone");
    const seen = [];
    for (const statement of ["DELETE FROM t WHERE dialog = 'd77'; DELETE FROM p WHERE dialog = 'd77'", ...after]) {
        db.exec(statement);
        seen.push([statement.startsWith("DELETE") ? "DELETE" : statement, where(file, indexed), where(file, plain)]);
    }
    assert.strictEqual(db.prepare("SELECT count(*) AS n FROM t WHERE t MATCH ?").get(indexed).n, 0);
    console.log(`\n${title}`);
    for (const [statement, index, table] of seen) console.log(`    ${statement.padEnd(55)} index: ${index.padEnd(7)} table: ${table}`);
    db.close();
    return seen.map(([, index, table]) => `${index}/${table}`);
}
const secure = "PRAGMA secure_delete = ON";
const wal = "PRAGMA journal_mode = WAL";
const optimize = "INSERT INTO t(t) VALUES ('optimize')";
const option = "INSERT INTO t(t, rank) VALUES ('secure-delete', 1)";
const checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
console.log(process.versions.sqlite);
assert.deepStrictEqual(story("secure_delete", [secure], ["VACUUM"]), ["db/gone", "db/gone"]);
assert.deepStrictEqual(story("secure_delete, the option of FTS5 afterwards", [secure], [option, "VACUUM"]), ["db/gone", "db/gone", "db/gone"]);
assert.deepStrictEqual(story("secure_delete, the option of FTS5 from the start", [secure, option], []), ["gone/gone"]);
assert.deepStrictEqual(story("secure_delete, then optimize", [secure], [optimize]), ["db/gone", "gone/gone"]);
assert.deepStrictEqual(story("secure_delete, then rebuild", [secure], ["INSERT INTO t(t) VALUES ('rebuild')"]), ["db/gone", "gone/gone"]);
assert.deepStrictEqual(story("secure_delete in WAL mode", [wal, secure], [optimize, "VACUUM", checkpoint]), ["db+wal/db+wal", "db+wal/db+wal", "db+wal/db+wal", "gone/gone"]);
console.log("As described.");
JS
./node_modules/node26/bin/node --disable-warning=ExperimentalWarning erase.mjs
