#!/bin/sh
# What others changed at the gateway since the last run. Ends with 2 where they did. Writes nothing.
set -eu
out=${OUT:-review}
mkdir -p "$out"

CVG_READ_ONLY=true PULUMI_SKIP_CHECKPOINTS=true pulumi preview --stack "$STACK" --non-interactive --json --show-sames --refresh > "$out/drift.json" || true
CVG_READ_ONLY=true npx --no-install cvg drift "$out/drift.json" --live --output terminal --output "markdown=$out/drift.md"
