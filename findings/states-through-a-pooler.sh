#!/usr/bin/env bash
# Question: many runs at once have more connections than a PostgreSQL likes, so PgBouncer stands before it, with transaction pooling. Pulumi's backend sends single statements and
#   opens no transactions. Two runs of two stacks at once: does either notice the pooler?
# Guess, before the run: no. Single statements are what this pooling is made for, and lib/pq's project takes its old trouble with poolers for mended. After a look into its source, still before the
#   run: errors now and then, and a wrong statement as a rarity that no test of a minute shows.
# Versions: the backend of github.com/pulumi/pulumi/pkg/v3 3.276.0 with its github.com/lib/pq 1.12.3 (Go, by its own package; no engine), PgBouncer 1.18.0 and PostgreSQL 15 (Debian's packages).
# Seen: reading a state deletes it. lib/pq sends "parse" and, after the answer, "bind and execute"; between the two the pooler gives the server to the other run, whose statement
#   takes the place of the unnamed one. The reader's key is then bound to the other's DELETE ... WHERE key = $1, which has one text as parameter too: the row of the state is gone, and the
#   reader is told that there was none. The other way round a lock is "removed" by a SELECT, without an error, and stays. Of 3,000 reads beside 3,000 locks of another
#   stack 105 took the state away; others raise an error (the kinds do not match). With session pooling, or with binary_parameters=yes in the
#   URL, by which lib/pq sends all of it at once, nothing of this happens.
# Why it matters here: a fleet of pipelines behind the pooler that the database's team has put there works for weeks, and then a preview, which was to change nothing, removes the state of a tenant's
#   stack (its .bak is what is left). No pool of that kind before the states; where it cannot be avoided, binary_parameters=yes in every URL, of every pipeline.
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

pooler=$(command -v pgbouncer || true)
if [ -z "$pooler" ]; then
    apt-get download -qq pgbouncer libc-ares2 libevent-2.1-7 >apt.txt 2>&1
    for each in *.deb; do dpkg -x "$each" debian; done
    pooler=$dir/debian/usr/sbin/pgbouncer
    export LD_LIBRARY_PATH=$(dirname "$(find "$dir/debian" -name 'libevent*.so*' | head -1)")
fi
as=()
[ "$(id -u)" -ne 0 ] || as=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
chmod 755 . && mkdir -m 777 home
"${as[@]}" "$bin/initdb" -D home/data -A trust -U me --no-sync >initdb.txt
free() { node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }
port=$(free)
"${as[@]}" "$bin/postgres" -D home/data -k "$dir/home" -h 127.0.0.1 -p "$port" -c fsync=off >server.txt 2>&1 &
pids+=($!)
for mode in session transaction; do
    declare "$mode=$(free)"
    cat >$mode.ini <<INI
[databases]
states = host=127.0.0.1 port=$port dbname=postgres user=me
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${!mode}
unix_socket_dir =
auth_type = any
pool_mode = $mode
INI
    "${as[@]}" "$pooler" -q $mode.ini >$mode.txt 2>&1 &
    pids+=($!)
done
for each in "$port" "$session" "$transaction"; do
    for _ in $(seq 100); do "$bin/pg_isready" -q -h 127.0.0.1 -p "$each" && break || sleep 0.1; done
done

cat >main.go <<'GO'
package main

import (
	"context"
	"fmt"
	"os"
	"sync"

	_ "github.com/pulumi/pulumi/pkg/v3/backend/diy/postgres"
	"gocloud.dev/blob"
)

var ctx = context.Background()

const rounds = 3000

func opened(url string) *blob.Bucket {
	bucket, err := blob.OpenBucket(ctx, url)
	if err != nil {
		panic(err)
	}
	return bucket
}

func some(count int) string {
	if count == 0 {
		return "none"
	}
	return "some"
}

func main() {
	beside := opened(os.Args[1])
	state := ".pulumi/stacks/tenants/acme.json"
	lock := ".pulumi/locks/organization/tenants/globex/1.json"
	restore := func() {
		if err := beside.WriteAll(ctx, state, []byte("all that the stack knows"), nil); err != nil {
			panic(err)
		}
	}
	restore()
	var refused, lost, stayed int
	var both sync.WaitGroup
	both.Add(2)
	go func() { // a run of the stack acme, which reads its state
		defer both.Done()
		bucket := opened(os.Args[2])
		for range rounds {
			if _, err := bucket.ReadAll(ctx, state); err == nil {
				continue
			}
			refused++
			if there, err := beside.Exists(ctx, state); err == nil && !there {
				lost++
				restore()
			}
		}
	}()
	go func() { // a run of another stack, which takes and gives back its lock
		defer both.Done()
		bucket := opened(os.Args[2])
		for range rounds {
			if bucket.WriteAll(ctx, lock, []byte("{}"), nil) != nil {
				continue
			}
			if bucket.Delete(ctx, lock) == nil {
				if there, err := beside.Exists(ctx, lock); err == nil && there {
					stayed++
				}
			}
		}
	}()
	both.Wait()
	fmt.Printf("reads refused: %s, states gone: %s, locks that stayed: %s\n", some(refused), some(lost), some(stayed))
}
GO
cat >go.mod <<'MOD'
module example.com/pooler

go 1.25

require github.com/pulumi/pulumi/pkg/v3 v3.276.0
MOD
export GOFLAGS=-mod=mod GOTOOLCHAIN=auto GOWORK=off
go mod tidy >/dev/null 2>&1
go build -o ask .
direct="postgres://me@127.0.0.1:$port/postgres?sslmode=disable"
ask() { printf '%-40s %s\n' "$1" "$(./ask "$direct" "$2")"; }
{
    ask "directly" "$direct"
    ask "session" "postgres://me@127.0.0.1:$session/states?sslmode=disable"
    ask "transaction" "postgres://me@127.0.0.1:$transaction/states?sslmode=disable"
    ask "transaction, binary_parameters=yes" "postgres://me@127.0.0.1:$transaction/states?sslmode=disable&binary_parameters=yes"
} | tee seen.txt

cat >expected.txt <<'TXT'
directly                                 reads refused: none, states gone: none, locks that stayed: none
session                                  reads refused: none, states gone: none, locks that stayed: none
transaction                              reads refused: some, states gone: some, locks that stayed: some
transaction, binary_parameters=yes       reads refused: none, states gone: none, locks that stayed: none
TXT
diff expected.txt seen.txt && echo "as seen"
