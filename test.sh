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

echo "== build"
dotnet build ContactBooks.slnx -c Release -warnaserror

echo "== format"
dotnet format ContactBooks.slnx --verify-no-changes --no-restore

# One project after another: side by side they would take each other's processors, and some tests look at time. A filter among
# the arguments may leave a project without tests (exit code 8), but not all of them.
counts=$(mktemp)
log=$(mktemp)
trap 'rm -f "$counts" "$log"' EXIT
status=0
[ $# = 0 ] || set -- "$@" --ignore-exit-code 8
for project in tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  echo "== test $name"
  dotnet test --project "$project" -c Release --no-build "$@" 2>&1 | tee "$log" || status=$?
  awk -v name="$name" '
    /^ *succeeded: / { passed = $2 }
    /^ *failed: /    { failed = $2 }
    /^ *skipped: /   { skipped = $2 }
    END { print name, passed + 0, failed + 0, skipped + 0 }' "$log" >>"$counts"
done

# The number of tests of each project, and their sum alone on the last line.
echo
awk -v status="$status" '
  {
    printf "%s: %d passed, %d failed, %d skipped\n", $1, $2, $3, $4
    passed += $2; failed += $3; skipped += $4
  }
  END {
    if (passed + failed + skipped == 0) { print "No test ran." > "/dev/stderr"; status = status ? status : 1 }
    printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
    exit status
  }' "$counts"
