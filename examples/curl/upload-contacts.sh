#!/bin/sh
# Uploads the contacts of a JSON file into a new contact book, however many there are.
#
#   export CONTACTBOOKS_URL=http://127.0.0.1:5091 CONTACTBOOKS_TOKEN=w91_live_…
#   sh upload-contacts.sh FILE.json [BOOK NAME]
#
# Needs curl and jq. Exit code: 0 every row is in, 1 the upload failed, 2 it could not begin, 3 rows were refused.
set -eu

rows_per_request=1000                 # the most that the server takes
patience=${CONTACTBOOKS_PATIENCE:-60} # seconds after its first try in which a request may be tried again

refuse() {
    printf '%s\n' "$1" >&2
    exit 2
}

case $# in 1 | 2) ;; *) refuse 'Usage: upload-contacts.sh FILE.json [BOOK NAME]' ;; esac
file=$1 name=${2-Retail Leads}
case ${CONTACTBOOKS_URL-} in http://?* | https://?*) ;; *) refuse 'Set CONTACTBOOKS_URL to the server, as in http://127.0.0.1:5091.' ;; esac
case ${CONTACTBOOKS_TOKEN-} in '' | *[!A-Za-z0-9._~+/=-]*) refuse 'Set CONTACTBOOKS_TOKEN to an API token, as in w91_live_….' ;; esac
case $patience in '' | 0* | *[!0-9]*) refuse 'Set CONTACTBOOKS_PATIENCE to whole seconds, or not at all.' ;; esac
{ [ -f "$file" ] && [ -r "$file" ]; } || refuse "$file cannot be read."

work=$(mktemp -d) # for us alone: there are people's phones in it
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# The bodies of the uploads, one a line. jq reads a number as a double: phones, of 15 digits at most, stay as they are.
jq --slurp --exit-status 'length == 1' "$file" >"$work/is-json" 2>&1 || refuse "$file is not JSON."
jq --compact-output --argjson size "$rows_per_request" '
    if type == "array" then {contacts: .} else . end | select(.contacts | type == "array")
    | range(0; .contacts | length; $size) as $from | .contacts |= .[$from:$from + $size]
    ' "$file" >"$work/bodies" 2>/dev/null || :
[ -s "$work/bodies" ] || refuse "$file has no rows: it must be an array of contacts, or an object with one named \"contacts\"."
split -l 1 -a 4 "$work/bodies" "$work/body."
total=$(jq '.contacts | length' "$work/bodies" | awk '{ sum += $1 } END { print sum }')
jq --null-input --arg name "$name" '{$name}' >"$work/book"

# One key a request, and the same one whenever it is tried again: if the server had done it and only its answer was lost,
# it does nothing a second time and gives that answer.
run=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')

# Posts a file, again as long as that may help, and leaves the answer in $work/answer.
post() { # what it is; path; key; file
    give_up_at=$(($(date +%s) + patience)) backoff=1
    while :; do
        # The token goes in on standard input: on a command line everyone on this machine could read it.
        if status=$(printf 'Authorization: Bearer %s\n' "$CONTACTBOOKS_TOKEN" | curl --silent --show-error \
            --header @- --header 'Content-Type: application/json' --header "Idempotency-Key: $3" --data-binary "@$4" \
            --max-time "$(((patience + 1) / 2))" --output "$work/answer" --dump-header "$work/head" --write-out '%{http_code}' \
            "${CONTACTBOOKS_URL%/}$2" 2>"$work/error"); then
            if [ "$status" = 200 ] && jq --exit-status .data "$work/answer" >"$work/data" 2>/dev/null; then
                return
            fi
            problem="HTTP $status $(jq -r '.error.code + ": " + .error.message + " (request id " + .metadata.requestId + ")"' \
                "$work/answer" 2>/dev/null || echo 'without an answer of this API')"
            retry_after=$(awk 'tolower($1) == "retry-after:" { seconds = $2 } END { print seconds + 0 }' "$work/head")
        else
            status=none problem="no answer ($(cat "$work/error"))" retry_after=0
        fi

        # Worth another try: too many requests, a server that is starting, stopping or without its database, an answer that
        # never came or came broken; and 409 where our own first try, whose answer we lost, is still under way.
        case "$status $problem" in
            none* | 200* | 429* | 502* | 503* | 504* | *'HTTP 409 REQUEST_IN_PROGRESS:'*) ;;
            *) fail "$1" ;;
        esac

        # Never sooner than the server asks; longer each time, and by chance, so that many clients don't come all at once.
        wait=$((backoff + $(od -An -N2 -tu2 /dev/urandom) % backoff))
        if [ "$wait" -lt "$retry_after" ]; then wait=$retry_after; fi
        if [ $(($(date +%s) + wait)) -gt "$give_up_at" ]; then fail "$1"; fi
        printf '%s: %s; trying again in %s s\n' "$1" "$problem" "$wait" >&2
        sleep "$wait"
        if [ "$backoff" -lt 8 ]; then backoff=$((backoff * 2)); fi
    done
}

fail() { # what it was
    printf '%s: %s\n' "$1" "$problem" >&2
    if [ "$status" != none ]; then jq -r '.error.details[]? | "  \(.path): \(.message)"' "$work/answer" >&2 2>/dev/null || :; fi
    printf 'The upload failed. Surely in: %s of %s rows.\n' "$((created + updated))" "$total" >&2
    exit 1
}

row=0 created=0 updated=0 skipped=0 invalid=0
post "Book \"$name\"" /api/v2/contact-books "$run-book" "$work/book"
book=$(jq -r .contactBook.uid "$work/data")
jq -r '.contactBook | "Book \(.uid) \"\(.name)\""' "$work/data"

for body in "$work"/body.*; do
    size=$(jq '.contacts | length' "$body")
    post "Rows $((row + 1)) to $((row + size))" "/api/v2/contact-books/$book/contacts/bulk" "$run-$row" "$body"
    jq -r --argjson before "$row" '
        .results[] | select(.status == "SKIPPED" or .status == "INVALID")
        | "Row \($before + .row): \(.status) \(.reason) \(.phone // "-")" + if .message then ": " + .message else "" end
        ' "$work/data"
    # shellcheck disable=SC2046 # four numbers, to be split
    set -- $(jq '.summary | .created, .updated, .skipped, .invalid' "$work/data")
    row=$((row + size)) created=$((created + $1)) updated=$((updated + $2)) skipped=$((skipped + $3)) invalid=$((invalid + $4))
done

echo "$row rows: $created created, $updated updated, $skipped skipped, $invalid invalid"
[ "$invalid" = 0 ] || exit 3
