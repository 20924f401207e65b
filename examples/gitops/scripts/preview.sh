#!/bin/sh
# What a change would do: the saved plan, and the report in every form that somebody reads. Writes nothing at the gateway.
# Ends with 0, with 2 where a gate holds the change back, with anything else where the preview failed.
set -eu
out=${OUT:-review}
mkdir -p "$out"

preview=0
CVG_READ_ONLY=true PULUMI_SKIP_CHECKPOINTS=true pulumi preview --stack "$STACK" --non-interactive --json --show-sames --save-plan "$out/plan.json" > "$out/preview.json" || preview=$?

review=0
npx --no-install cvg review "$out/preview.json" --live --approvals approvals.json \
    --fail-on irrevocable,data-lost,exposed,bot-host,unverified,out-of-use,delete\>5 \
    --output terminal --output "markdown=$out/comment.md" --output "html=$out/report.html" --output "json=$out/report.json" \
    --output "sarif=$out/cvg.sarif" --output "junit=$out/junit.xml" \
    --output "gitlab-terraform=$out/tfplan.json" --output "code-quality=$out/codequality.json" || review=$?

# The report of a failed preview says why; it is never a success.
if [ "$review" -eq 0 ]; then exit "$preview"; fi
exit "$review"
