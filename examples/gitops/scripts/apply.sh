#!/bin/sh
# Applies the plan that was reviewed, and nothing else: what differs from it by now stops the run.
set -eu
out=${OUT:-review}
pulumi up --stack "$STACK" --non-interactive --yes --skip-preview --plan "$out/plan.json"
