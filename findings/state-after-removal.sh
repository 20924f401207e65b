#!/usr/bin/env bash
# Question: a tenant's last stack is destroyed and removed with `pulumi stack rm`. What of it is left where the states are kept, and what does a command
#   that changes nothing leave there?
# Guess, before the run: nothing is left, or an empty folder; and a refresh that finds no change replaces the state by the same state.
# Versions: github.com/pulumi/pulumi/pkg/v3 3.259.0 (built from its Go module), backend in a folder (`file://`). Seen the same, row by row, with the
#   PostgreSQL backend (PostgreSQL 15), where each file below is a row that holds the state in base64.
# Seen: every command that may write adds two whole copies of the state, one to history/ and one to backups/, also where nothing changed, and none is ever
#   taken away: three refreshes leave three of each. `stack rm` removes the stack and its history. backups/ stays, for good, each file with the whole
#   state of its day: display names, telephone numbers, greetings, and the secrets, sealed. (STACK.json.bak stays too, with the state before the last write.)
#   No command lists or removes them. PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS=true writes no backups/ any more; the copies in history/ go on.
# Why it matters here: a controller who asks for erasure gets "the stack is removed", while the names of its people's accounts and their numbers are still
#   there in as many copies as commands were run. And 200 stacks with a nightly refresh add 146,000 whole states a year. Whoever keeps states in a
#   folder, a bucket or PostgreSQL needs a rule of his own that removes backups/, history/ and *.bak.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'chmod -R u+w "$dir"; rm -rf "$dir"' EXIT
cd "$dir"

mkdir build state home project
cat >build/go.mod <<'MOD'
module example.com/pulumi

go 1.25

require github.com/pulumi/pulumi/pkg/v3 v3.259.0
MOD
cat >build/tools.go <<'GO'
//go:build tools

package tools

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
GO
(cd build && export GOFLAGS=-mod=mod GOWORK=off && go mod tidy >/dev/null 2>&1 && go build -tags osusergo,grpcnotrace -ldflags "-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.259.0" -o ../pulumi github.com/pulumi/pulumi/pkg/v3/cmd/pulumi)

export PULUMI_HOME="$dir/home" PULUMI_BACKEND_URL="file://$dir/state?metadata=skip" PULUMI_CONFIG_PASSPHRASE=example PULUMI_SKIP_UPDATE_CHECK=true
cd project
printf 'name: tenants\nruntime: yaml\n' >Pulumi.yaml
run() { "$dir/pulumi" "$@" --non-interactive >/dev/null; }
run stack init acme
"$dir/pulumi" stack export >empty.json
# A stack of one component: nothing is asked of a provider, and no program is run.
cat >filled.py <<'PY'
import json

state = json.load(open("empty.json"))
stamp = {"created": "2026-01-01T00:00:00Z", "modified": "2026-01-01T00:00:00Z"}
stack = "urn:pulumi:acme::tenants::pulumi:pulumi:Stack::tenants-acme"
unit = "urn:pulumi:acme::tenants::pulumi:pulumi:Stack$example:Tenant::acme"
state["deployment"]["resources"] = [
    {"urn": stack, "custom": False, "type": "pulumi:pulumi:Stack", **stamp},
    {"urn": unit, "custom": False, "type": "example:Tenant", "parent": stack, "outputs": {"number": "+498003456789"}, **stamp},
]
json.dump(state, open("filled.json", "w"))
PY
python3 filled.py
run stack import --file filled.json

holding() { { grep -rl 498003456789 "$dir/state" || true; } | sed -E "s|$dir/state/.pulumi/||; s/[0-9]{19}/TIME/" | sort | uniq -c | sed 's/^ *//'; }
{
    echo "after the import:"
    holding
    for _ in 1 2 3; do run refresh --yes --skip-preview; done
    echo "after three refreshes without a change:"
    holding
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS=true run refresh --yes --skip-preview
    echo "after a fourth, without backups:"
    holding
    run destroy --yes --skip-preview
    echo "after destroy:"
    holding
    run stack rm acme --yes
    echo "after stack rm:"
    holding
} | tee "$dir/seen.txt"

cat >"$dir/expected.txt" <<'TXT'
after the import:
1 stacks/tenants/acme.json
after three refreshes without a change:
3 backups/tenants/acme/acme.TIME.json
3 history/tenants/acme/acme-TIME.checkpoint.json
1 stacks/tenants/acme.json
1 stacks/tenants/acme.json.bak
after a fourth, without backups:
3 backups/tenants/acme/acme.TIME.json
4 history/tenants/acme/acme-TIME.checkpoint.json
1 stacks/tenants/acme.json
1 stacks/tenants/acme.json.bak
after destroy:
3 backups/tenants/acme/acme.TIME.json
4 history/tenants/acme/acme-TIME.checkpoint.json
after stack rm:
3 backups/tenants/acme/acme.TIME.json
TXT
diff "$dir/expected.txt" "$dir/seen.txt" && echo "as seen"
