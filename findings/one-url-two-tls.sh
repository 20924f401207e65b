#!/usr/bin/env bash
# Question: a program in Node and the command line of Pulumi (Go) are given the same `postgres://...` for the same database: the one by `pg`, the other by `lib/pq`. Does the URL
#   mean the same to both, as far as TLS goes: encrypted or not, and whether the server's certificate is looked at?
# Guess, before the run: yes. Both take libpq's words: without `sslmode` TLS where the server has it, `require` encrypts and trusts anybody, `verify-full` looks at the certificate.
# Versions: pg 8.23.1 with pg-connection-string 2.14.1 (npm), github.com/lib/pq 1.12.3 (Go; Pulumi 3.276.0 is built with it), a PostgreSQL with a certificate that it has signed itself (Debian's package,
#   or the folder of initdb in POSTGRES_BIN), Node 24.
# Seen: without `sslmode` pg does not encrypt at all, though the server would, and lib/pq does. With `require` it is the other way round: pg looks at the certificate and
#   refuses it, lib/pq takes any. What pg has for "encrypt and trust anybody" (`no-verify`, or `uselibpqcompat=true`) is an error in lib/pq. Only `disable` and
#   `verify-full` mean the same to both; `sslrootcert` does too.
# Why it matters here: the URL of the state is the URL of the shared budget in a fleet. Pulumi logs in by TLS with it, and the budget's user and password's proof go in the clear
#   over the same network; who adds `sslmode=require` to mend that has a Pulumi that goes on and a budget that stops. Write `verify-full`, with `sslrootcert`.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
bin=${POSTGRES_BIN:-$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)}
server=
cleanup() {
    [ -z "$server" ] || { kill -INT "$server" && wait "$server" || true; }
    chmod -R u+w "$dir" && rm -rf "$dir"
}
trap cleanup EXIT
cd "$dir"

as=()
[ "$(id -u)" -ne 0 ] || as=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
chmod 755 . && mkdir -m 777 home
"${as[@]}" "$bin/initdb" -D home/data -A trust -U me --no-sync >initdb.txt
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=database -addext subjectAltName=DNS:localhost -keyout key.pem -out server.pem 2>openssl.txt
chmod 600 key.pem && { [ "$(id -u)" -ne 0 ] || chown nobody key.pem; }
port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
"${as[@]}" "$bin/postgres" -D home/data -k "$dir/home" -h localhost -p "$port" -c ssl=on -c "ssl_cert_file=$dir/server.pem" -c "ssl_key_file=$dir/key.pem" >server.txt 2>&1 &
server=$!
for _ in $(seq 100); do "$bin/pg_isready" -q -h localhost -p "$port" && break || sleep 0.1; done

npm init -y >npm.txt
npm install --silent --no-audit --no-fund --ignore-scripts pg@8.23.1 pg-connection-string@2.14.1
cat >ask.cjs <<'JS'
const pg = require("pg");
process.removeAllListeners("warning");
(async () => {
    for (const url of process.argv.slice(2)) {
        const client = new pg.Client({ connectionString: url });
        try {
            await client.connect();
            const { rows } = await client.query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
            console.log(rows[0].ssl ? "encrypted" : "in the clear");
            await client.end();
        } catch (error) {
            console.log(/self-signed/.test(error.message) ? "refuses the certificate" : error.message);
        }
    }
})();
JS
cat >main.go <<'GO'
package main

import (
	"database/sql"
	"fmt"
	"os"
	"strings"

	_ "github.com/lib/pq"
)

func main() {
	for _, url := range os.Args[1:] {
		db, err := sql.Open("postgres", url)
		var encrypted bool
		if err == nil {
			err = db.QueryRow("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").Scan(&encrypted)
		}
		switch {
		case err != nil && strings.Contains(err.Error(), "x509"):
			fmt.Println("refuses the certificate")
		case err != nil:
			fmt.Println("an error")
		case encrypted:
			fmt.Println("encrypted")
		default:
			fmt.Println("in the clear")
		}
	}
}
GO
export GOFLAGS=-mod=mod GOTOOLCHAIN=auto
queries=("" "?sslmode=disable" "?sslmode=require" "?sslmode=no-verify" "?sslmode=require&uselibpqcompat=true" "?sslmode=verify-full" "?sslmode=verify-full&sslrootcert=$dir/server.pem")
urls=()
for query in "${queries[@]}"; do urls+=("postgres://me@localhost:$port/postgres$query"); done
node --no-warnings ask.cjs "${urls[@]}" >node.txt
printf 'module example.com/ask\n\ngo 1.24\n\nrequire github.com/lib/pq v1.12.3\n' >go.mod
go run . "${urls[@]}" >go.txt
printf '%s\n' "${queries[@]//$dir\//}" | sed 's/^$/no sslmode/; s/^?//' | paste -d '|' - node.txt go.txt |
    awk -F'|' 'BEGIN { printf "%-45s %-25s %s\n", "", "pg", "lib/pq" } { printf "%-45s %-25s %s\n", $1, $2, $3 }' | tee seen.txt

cat >expected.txt <<'TXT'
                                              pg                        lib/pq
no sslmode                                    in the clear              encrypted
sslmode=disable                               in the clear              in the clear
sslmode=require                               refuses the certificate   encrypted
sslmode=no-verify                             encrypted                 an error
sslmode=require&uselibpqcompat=true           encrypted                 an error
sslmode=verify-full                           refuses the certificate   refuses the certificate
sslmode=verify-full&sslrootcert=server.pem    encrypted                 encrypted
TXT
diff expected.txt seen.txt && echo "as seen"
