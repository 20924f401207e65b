#!/usr/bin/env bash
# Question: the states are in a PostgreSQL of two hosts, a primary and a standby that takes over. libpq's URLs name both. Which programs of one team can be given the same URL: Pulumi (Go), Node, Python?
# Guess, before the run: libpq's own (psycopg) and Pulumi's lib/pq, which knows several hosts, take every form of it and find the primary with target_session_attrs=read-write. pg, which knows one host,
#   refuses them. Another driver for Node that knows several hosts takes them, and finds the primary too.
# Versions: the backend of github.com/pulumi/pulumi/pkg/v3 3.276.0 with its github.com/lib/pq 1.12.3 (Go, by its own package; no engine), pg 8.23.1 and postgres 3.4.9 (npm), psycopg 3.3.9 (PyPI), PostgreSQL 15
#   (Debian's package, or the folder of initdb in POSTGRES_BIN).
# Seen: no URL with two hosts works for Pulumi and for a driver of Node. Where each host has its port behind it, the form that libpq's pages show, Pulumi looks for a host named "127.0.0.1:5432", port and
#   all; it takes host=a,b&port=c,d instead, and finds the primary by target_session_attrs. postgres takes the first form alone, and stays at the standby though read-write is asked for.
#   pg takes neither. psycopg does all of it. Without target_session_attrs, Pulumi reads at the standby, where a preview is green and an `up` cannot take its lock.
# Why it matters here: the URL that `pulumi login` needs for two hosts is one that the fleet's shared budget (pg) and a Node script cannot use, and the other way round. Give all of them one address
#   that follows the primary (a proxy, a name in DNS), or each its own URL; try it with the first host switched off, and with a standby as the first.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
bin=${POSTGRES_BIN:-$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)}
pids=()
cleanup() {
    for pid in "${pids[@]}"; do kill -INT "$pid" 2>/dev/null && wait "$pid" || true; done
    chmod -R u+w "$dir" && rm -rf "$dir"
}
trap cleanup EXIT
cd "$dir"

as=()
[ "$(id -u)" -ne 0 ] || as=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
chmod 755 . && mkdir -m 777 home
free() { node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }
serve() {
    "${as[@]}" "$bin/postgres" -D "home/$1" -k "$dir/home" -h 127.0.0.1 -p "$2" >"$1.txt" 2>&1 &
    pids+=($!)
    for _ in $(seq 100); do "$bin/pg_isready" -q -h 127.0.0.1 -p "$2" && break || sleep 0.1; done
}
primary=$(free)
"${as[@]}" "$bin/initdb" -D home/primary -A trust -U me --no-sync >initdb.txt
serve primary "$primary"
"${as[@]}" "$bin/pg_basebackup" -R --checkpoint=fast --no-sync -D home/standby -h 127.0.0.1 -p "$primary" -U me
standby=$(free)
serve standby "$standby"
dead=$(free)

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts pg@8.23.1 postgres@3.4.9
cat >ask.cjs <<'JS'
const pg = require("pg");
const postgres = require("postgres");
const write = "CREATE TABLE IF NOT EXISTS written (at timestamptz)";
process.removeAllListeners("warning");
async function byPg(url) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    await client.connect();
    await client.query("SELECT 1");
    const said = await client.query(write).then(() => "writes", () => "reads only");
    await client.end();
    return said;
}
async function byPostgres(url) {
    const sql = postgres(url, { connect_timeout: 5, onnotice: () => undefined });
    await sql`SELECT 1`;
    const said = await sql.unsafe(write).then(() => "writes", () => "reads only");
    await sql.end();
    return said;
}
(async () => {
    for (const url of process.argv.slice(2)) console.log(`${await byPg(url).catch(() => "refuses")}|${await byPostgres(url).catch(() => "refuses")}`);
    process.exit();
})();
JS
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check "psycopg[binary]==3.3.9"
cat >ask.py <<'PY'
import sys

import psycopg

for url in sys.argv[1:]:
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=5) as connection:
            connection.execute("SELECT 1")
            try:
                connection.execute("CREATE TABLE IF NOT EXISTS written (at timestamptz)")
                print("writes")
            except psycopg.errors.ReadOnlySqlTransaction:
                print("reads only")
    except psycopg.OperationalError:
        print("refuses")
PY
mkdir go
cat >go/go.mod <<'MOD'
module example.com/hosts

go 1.25

require github.com/pulumi/pulumi/pkg/v3 v3.276.0
MOD
cat >go/main.go <<'GO'
package main

import (
	"context"
	"fmt"
	"os"

	_ "github.com/pulumi/pulumi/pkg/v3/backend/diy/postgres"
	"gocloud.dev/blob"
)

func said(url string) string {
	ctx := context.Background()
	bucket, err := blob.OpenBucket(ctx, url)
	if err != nil {
		return "refuses"
	}
	if _, err := bucket.Exists(ctx, ".pulumi/meta.yaml"); err != nil {
		return "refuses"
	}
	if bucket.WriteAll(ctx, ".pulumi/meta.yaml", []byte("version: 1"), nil) != nil {
		return "reads only"
	}
	return "writes"
}

func main() {
	for _, url := range os.Args[1:] {
		fmt.Println(said(url))
	}
}
GO
# The table of the states is made at the primary first, as a first login would.
(cd go && export GOFLAGS=-mod=mod GOTOOLCHAIN=auto GOWORK=off && go mod tidy >/dev/null 2>&1 && go build -o ../ask .)
./ask "postgres://me@127.0.0.1:$primary/postgres?sslmode=disable" >/dev/null

names=("one host" "dead and primary, ports at the hosts" "dead and primary, host= and port=" "standby and primary, ports at the hosts, read-write" "standby and primary, host= and port=" "standby and primary, host= and port=, read-write")
attrs="&target_session_attrs=read-write"
urls=(
    "postgres://me@127.0.0.1:$primary/postgres?sslmode=disable"
    "postgres://me@127.0.0.1:$dead,127.0.0.1:$primary/postgres?sslmode=disable"
    "postgres://me@/postgres?sslmode=disable&host=127.0.0.1,127.0.0.1&port=$dead,$primary"
    "postgres://me@127.0.0.1:$standby,127.0.0.1:$primary/postgres?sslmode=disable$attrs"
    "postgres://me@/postgres?sslmode=disable&host=127.0.0.1,127.0.0.1&port=$standby,$primary"
    "postgres://me@/postgres?sslmode=disable&host=127.0.0.1,127.0.0.1&port=$standby,$primary$attrs"
)
./ask "${urls[@]}" >go.txt
venv/bin/python ask.py "${urls[@]}" >python.txt
timeout 120 node --no-warnings ask.cjs "${urls[@]}" >node.txt
printf '%s\n' "${names[@]}" | paste -d '|' - python.txt go.txt node.txt |
    awk -F'|' 'BEGIN { printf "%-52s %-12s %-12s %-12s %s\n", "", "psycopg", "Pulumi", "pg", "postgres.js" } { printf "%-52s %-12s %-12s %-12s %s\n", $1, $2, $3, $4, $5 }' | tee seen.txt

cat >expected.txt <<'TXT'
                                                     psycopg      Pulumi       pg           postgres.js
one host                                             writes       writes       writes       writes
dead and primary, ports at the hosts                 writes       refuses      refuses      writes
dead and primary, host= and port=                    writes       writes       refuses      refuses
standby and primary, ports at the hosts, read-write  writes       refuses      refuses      reads only
standby and primary, host= and port=                 reads only   reads only   refuses      refuses
standby and primary, host= and port=, read-write     writes       writes       refuses      refuses
TXT
diff expected.txt seen.txt && echo "as seen"
