#!/usr/bin/env bash
# What can be said about the code without running it. Every check runs; the end names those that failed.
source "$(dirname "$0")/environment.sh"
cd "$root"

failed=()
check() {
  local name=$1 output
  shift
  if output=$("$@" 2>&1); then
    say "ok      $name"
  else
    say "failed  $name"
    printf '%s\n' "$output" | tail -40
    failed+=("$name")
  fi
}

# Running the generators again must change nothing.
generated_is_current() {
  local before after
  before=$(generated_state)
  npm run --silent generate
  after=$(generated_state)
  [[ $before == "$after" ]] || diff <(echo "$before") <(echo "$after")
}
generated_state() { git ls-files -z --cached --others --exclude-standard -- crds docs charts web/src/api/generated | xargs -0 sha256sum; }

shell_scripts() { git ls-files --cached --others --exclude-standard '*.sh' .ci/run; }
shell_syntax() {
  local file
  for file in $(shell_scripts); do bash -n "$file" || return 1; done
  if command -v shellcheck >/dev/null; then shell_scripts | xargs shellcheck -x -P scripts; fi
}

"$root/scripts/tools.sh" helm
check "lockfile names every platform" npm ci --dry-run
check "types" npm run --silent types
check "lint and format" npm run --silent lint
check "generated files are current" generated_is_current
check "chart: helm lint" helm lint --strict charts/kubecast
check "shell scripts" shell_syntax
((${#failed[@]} == 0)) || die "failed: ${failed[*]}"
