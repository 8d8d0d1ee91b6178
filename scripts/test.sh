#!/usr/bin/env bash
# The whole test: unit, integration on a real API server, end to end with a real encoder and a real browser. It ends with
# the line `N passed, N failed`, and with 0 only when nothing failed.
#
#   test.sh [unit|integration|e2e]…     all of them when none is named
source "$(dirname "$0")/environment.sh"
cd "$root"

results=$root/dist/test-results
# Programs that tests start again and again are compiled once.
export NODE_COMPILE_CACHE=$root/dist/compiled
suites=("$@")
((${#suites[@]})) || suites=(unit integration e2e)

run_suite() {
  local suite=$1 started=$SECONDS status=0
  say "Running the suite $suite"
  npx vitest run --project "$suite" --reporter=default --reporter=json --outputFile.json="$results/$suite.json" </dev/null ||
    status=$?
  say "  the suite $suite ended with $status after $((SECONDS - started)) s"
}

rm -rf "$results"
mkdir -p "$results"
"$root/scripts/packages.sh" "${encoder_packages[@]}" nginx=nginx-light chromium=chromium curl=curl jq=jq \
  "/usr/lib/postgresql/*/bin/initdb=postgresql"
"$root/scripts/tools.sh"
if [[ " ${suites[*]} " == *" integration "* ]]; then "$root/scripts/schemathesis.sh"; fi
if [[ " ${suites[*]} " == *" integration "* || " ${suites[*]} " == *" e2e "* ]]; then "$root/scripts/up.sh"; fi
for suite in "${suites[@]}"; do run_suite "$suite"; done
exec node "$root/scripts/sum-tests.ts" "$results" "${suites[@]}"
