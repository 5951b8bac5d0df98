#!/usr/bin/env bash
# The one gate: what must hold before anything lands. Installs what the tests need, builds with warnings as errors,
# checks the format, runs all tests. Its last line is `N passed, N failed, N skipped`.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# What the tests need beside the .NET SDK, by command: Debian's package.
missing=()
need() { command -v "$1" >/dev/null 2>&1 || missing+=("$2"); }
need curl curl
need mount mount
# Unicode's tables (NFC, NFKC): .NET takes them from ICU.
ldconfig -p 2>/dev/null | grep -q libicuuc || missing+=(libicu-dev)

if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    echo "The tests need ${missing[*]}. Install them (on Debian: apt-get install ${missing[*]}) and run this again." >&2
    exit 1
  fi
fi

echo "== build"
dotnet build ContactBooks.slnx -c Release -warnaserror

echo "== format"
dotnet format ContactBooks.slnx --verify-no-changes --no-restore

echo "== test"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
dotnet test --solution ContactBooks.slnx -c Release --no-build "$@" 2>&1 | tee "$log" || status=$?

# One summary stands at the end, added up over all test projects.
awk -v status="$status" '
  /^ *succeeded: / { passed = $2 }
  /^ *failed: /    { failed = $2 }
  /^ *skipped: /   { skipped = $2 }
  END {
    if (passed + failed + skipped == 0) { print "No test ran." > "/dev/stderr"; status = status ? status : 1 }
    printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
    exit status
  }' "$log"
