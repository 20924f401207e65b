#!/usr/bin/env bash
# Question: Pulumi keeps a state in a folder by gocloud.dev/blob. A process that is killed while it writes leaves a state that is whole, for the file
#   comes by a rename. Can the state always be read afterwards?
# Guess, before the run: yes. Either the old file is there or the new one, and a file beside it that only describes it does not matter.
# Versions: gocloud.dev 0.46.0 (Go), the library that the command line of Pulumi 3.27x is built with. Engine not needed.
# Seen: each file gets a sidecar, NAME.attrs, that is made empty, filled, and only then the file itself is renamed into its place. A kill between the first
#   two leaves it with 0 bytes. From then on the file cannot be read at all: "EOF", as if the state itself were empty, though each of its bytes is there.
#   Without the sidecar it is read as before, so removing it repairs the folder. With `?metadata=skip` in the address no sidecar is written, but one that
#   is there already is read all the same. Writing the file again repairs it too, but the command line reads before it writes. The listing still shows it.
# Why it matters here: a pipeline that is killed in `pulumi up` with its state in a folder meets "failed to load checkpoint: EOF" and restores an old backup:
#   the units made meanwhile are then in no state. `rm STACK.json.attrs` is what is needed; state in PostgreSQL or in a bucket has no sidecars.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'chmod -R u+w "$dir"; rm -rf "$dir"' EXIT
cd "$dir"
export GOFLAGS=-mod=mod GOTOOLCHAIN=auto

cat >go.mod <<'MOD'
module example.com/sidecar

go 1.25

require gocloud.dev v0.46.0
MOD
cat >main.go <<'GO'
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/fileblob"
)

func opened(ctx context.Context, address string) *blob.Bucket {
	bucket, err := blob.OpenBucket(ctx, address)
	if err != nil {
		panic(err)
	}
	return bucket
}

func read(ctx context.Context, bucket *blob.Bucket) string {
	content, err := bucket.ReadAll(ctx, "dev.json")
	if err != nil {
		return "refused"
	}
	return string(content)
}

func listed(ctx context.Context, bucket *blob.Bucket) string {
	count := 0
	for each := bucket.List(nil); ; count++ {
		if _, err := each.Next(ctx); err == io.EOF {
			return fmt.Sprint(count)
		} else if err != nil {
			return "refused"
		}
	}
}

func main() {
	ctx := context.Background()
	folder := os.Args[1]
	sidecar := filepath.Join(folder, "dev.json.attrs")
	plain := opened(ctx, "file://"+folder)
	skip := opened(ctx, "file://"+folder+"?metadata=skip")
	write := func(bucket *blob.Bucket) {
		if err := bucket.WriteAll(ctx, "dev.json", []byte("whole"), nil); err != nil {
			panic(err)
		}
	}
	say := func(what string) {
		_, missing := os.Stat(sidecar)
		fmt.Printf("%s: %s, skip: %s, listed: %s, sidecar: %t\n", what, read(ctx, plain), read(ctx, skip), listed(ctx, plain), missing == nil)
	}
	write(plain)
	say("written")
	if err := os.Truncate(sidecar, 0); err != nil {
		panic(err)
	}
	say("sidecar empty")
	write(plain)
	say("written again")
	if err := os.Remove(sidecar); err != nil {
		panic(err)
	}
	say("sidecar removed")
	write(skip)
	say("written with skip")
}
GO
mkdir state
go mod tidy >/dev/null 2>&1
go run . "$dir/state" | tee seen.txt

cat >expected.txt <<'TXT'
written: whole, skip: whole, listed: 1, sidecar: true
sidecar empty: refused, skip: refused, listed: 1, sidecar: true
written again: whole, skip: whole, listed: 1, sidecar: true
sidecar removed: whole, skip: whole, listed: 1, sidecar: false
written with skip: whole, skip: whole, listed: 1, sidecar: false
TXT
diff expected.txt seen.txt && echo "as seen"
