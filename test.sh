#!/usr/bin/env bash
# The one gate: what must hold before anything lands. Installs what the tests need, builds with warnings as errors,
# checks the format, runs all tests. Its last line is `N passed, N failed, N skipped`.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# What the tests need beside the .NET SDK, by command: Debian's package. Servers are in /usr/sbin, which isn't on everyone's PATH.
missing=()
need() { PATH="$PATH:/usr/sbin:/sbin" command -v "$1" >/dev/null 2>&1 || missing+=("$2"); }
need curl curl
need mount mount
need setpriv util-linux
need pgbouncer pgbouncer
need haproxy haproxy
need npm npm
need chromium chromium
# Opens what is exported, to see that nothing in it runs.
need soffice libreoffice-calc-nogui
# The examples run as their users run them, each by its own interpreter. A part of one is missing if it can't be loaded.
need jq jq
need node nodejs
need php php-cli
php -r 'exit(extension_loaded("curl") ? 0 : 1);' 2>/dev/null || missing+=(php-curl)
{ python3 -c 'import requests' || /usr/bin/python3 -c 'import requests'; } 2>/dev/null || missing+=(python3-requests)
# The client's specs compile a program ahead of time, which takes the system's linker and its C library.
command -v clang >/dev/null 2>&1 || need gcc gcc
compgen -G "/usr/lib*/*/crt1.o" >/dev/null || compgen -G "/usr/lib*/crt1.o" >/dev/null || missing+=(libc6-dev)
# Debian keeps PostgreSQL's programs off the PATH, by version. CONTACTBOOKS_POSTGRES_BIN names another bin folder.
if [ -z "${CONTACTBOOKS_POSTGRES_BIN:-}" ] && ! compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null; then need initdb postgresql; fi
# Unicode's tables (NFC, NFKC): .NET takes them from ICU.
ldconfig -p 2>/dev/null | grep -q libicuuc || missing+=(libicu-dev)

# Installs them and starts none of them: the tests start servers of their own, and a machine's ports are not ours to take.
install_packages() (
  made=()
  trap 'rm -f "${made[@]}"' EXIT
  put() {
    [ ! -e "$2" ] || return 0
    made+=("$2")
    install -D -m "$1" /dev/null "$2"
    printf '%s\n' "${@:3}" >"$2"
  }
  put 755 /usr/sbin/policy-rc.d '#!/bin/sh' 'exit 101'
  put 644 /etc/postgresql-common/createcluster.d/contactbooks-tests.conf 'create_main_cluster = false'
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
)

if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "== install ${missing[*]}"
    install_packages "${missing[@]}"
  else
    echo "The tests need ${missing[*]}. Install them (on Debian: apt-get install ${missing[*]}) and run this again." >&2
    exit 1
  fi
fi

# The linter and the generators of tests/npm, unless they are there as locked. They mostly wait for the network, so the build goes on meanwhile.
npm=
if [ ! tests/npm/node_modules/.package-lock.json -nt tests/npm/package-lock.json ]; then
  echo "== npm"
  (cd tests/npm && npm ci --no-audit --no-fund --loglevel=error) &
  npm=$!
fi

echo "== build"
dotnet build ContactBooks.slnx -c Release -warnaserror
[ -z "$npm" ] || wait "$npm"

# What the runtime learns of its code while it runs (profiles) pays in servers, not in tests: they are over before.
export DOTNET_TieredPGO=0

scratch=$(mktemp -d)
counts="$scratch/counts"
beside=
status=0
trap '[ -z "$beside" ] || kill "$beside" 2>/dev/null || true; rm -rf "$scratch"' EXIT

# The analyzers and the rules of style have spoken in the build, as errors; once more they would take as long again.
check_format() {
  echo "== format"
  dotnet format ContactBooks.slnx --verify-no-changes --no-restore --diagnostics WHITESPACE IMPORTS FINALNEWLINE ENDOFLINE CHARSET
}

run_tests() { # what the counts call it, project, arguments
  local log ended=0
  log=$(mktemp -p "$scratch")
  echo "== test $1"
  dotnet test --project "tests/$2/$2.csproj" -c Release --no-build "${@:3}" 2>&1 | tee "$log" || ended=$?
  awk -v name="$1" '
    /^ *succeeded: / { passed = $2 }
    /^ *failed: /    { failed = $2 }
    /^ *skipped: /   { skipped = $2 }
    END { print passed + 0, failed + 0, skipped + 0, name }' "$log" >>"$counts"
  return "$ended"
}

# Runs a command on what the foreground leaves of the processors. What it says is shown when it has ended.
start_beside() {
  (
    renice -n 10 "$BASHPID" >/dev/null
    "$@"
  ) >"$scratch/beside" 2>&1 &
  beside=$!
}
wait_for_beside() {
  wait "$beside" || status=$?
  beside=
  cat "$scratch/beside"
}

# Once more on the plain road (see PlainRoad.cs), as far as it leads: phones, texts and cells, what the search keeps, answers to uploads, what
# goes to PostgreSQL and comes back. What has no such twin isn't run again.
plain_roads_and_format() {
  local ended=0
  local same=("*.InMemory*" "*AccountSpecs" "*SessionSpecs" "*KeyRingSpecs" "*KeySpecs" "*DirectorySpecs" "*LimitSpecs" "*LimitNodesSpecs" "*SuppressionSpecs"
    "*CustomFieldSpecs" "*BookSpecs" "*BookDeletionSpecs" "*ImportSpecs" "*RememberedMappingSpecs" "*.Fair*" "*.PgBouncer*")
  export CONTACTBOOKS_PLAINROAD=1
  run_tests "ContactBooks.Specs, plain road" ContactBooks.Specs \
    --filter-namespace ContactBooks.Specs.Phones ContactBooks.Specs.Rows ContactBooks.Specs.Search ContactBooks.Specs.Mapping "ContactBooks.Specs.Store*" \
    ContactBooks.Specs.Http --filter-not-class "${same[@]}" "*.OpenApiSpecs" "*.ReferenceExampleSpecs" "*.BookListSpecs" "*.BodyLimitSpecs" "*TokenSpecs" \
    "*.CheckOrderSpecs" "*.CompressionSpecs" "*.CursorSpecs" "*.EnvelopeSpecs" "*.FaultLogSpecs" "*.MethodSpecs" "*.PaginationSpecs" "*.RequestIdSpecs" \
    "*.StoreFaultSpecs" "*.TidyingSpecs" || ended=$?
  run_tests "ContactBooks.Postgres.Specs, plain road" ContactBooks.Postgres.Specs \
    --filter-namespace "ContactBooks.Specs.Store*" ContactBooks.Specs.Engine --filter-not-class "${same[@]}" || ended=$?
  check_format || ended=$?
  return "$ended"
}

if [ $# -gt 0 ]; then
  # A filter may leave a project without tests (exit code 8), but not all of them.
  check_format || status=$?
  for project in tests/*/*.csproj; do
    name=$(basename "$project" .csproj)
    run_tests "$name" "$name" "$@" --ignore-exit-code 8 || status=$?
  done
else
  # Projects one after another: side by side they would take each other's processors, and some tests look at time. But those that are to
  # have nothing beside them mostly wait, and what runs beside them stands back.
  alone=Beside=nothing
  start_beside run_tests ContactBooks.Browser.Specs ContactBooks.Browser.Specs
  run_tests "ContactBooks.Postgres.Specs, nothing beside" ContactBooks.Postgres.Specs --filter-trait "$alone" || status=$?
  wait_for_beside
  run_tests ContactBooks.Postgres.Specs ContactBooks.Postgres.Specs --filter-not-trait "$alone" || status=$?
  start_beside plain_roads_and_format
  run_tests "ContactBooks.Specs, nothing beside" ContactBooks.Specs --filter-trait "$alone" || status=$?
  wait_for_beside
  run_tests ContactBooks.Specs ContactBooks.Specs --filter-not-trait "$alone" || status=$?
fi

# The number of tests of each project, and their sum alone on the last line.
echo
awk -v status="$status" '
  {
    name = $0; sub(/^[0-9]+ [0-9]+ [0-9]+ /, "", name)
    printf "%s: %d passed, %d failed, %d skipped\n", name, $1, $2, $3
    passed += $1; failed += $2; skipped += $3
  }
  END {
    if (passed + failed + skipped == 0) { print "No test ran." > "/dev/stderr"; status = status ? status : 1 }
    printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
    exit status
  }' "$counts"
