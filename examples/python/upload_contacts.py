#!/usr/bin/env python3
"""Uploads the contacts of a JSON file into a new contact book, however many there are.

    export CONTACTBOOKS_URL=http://127.0.0.1:5091 CONTACTBOOKS_TOKEN=w91_live_…
    python3 upload_contacts.py FILE.json [BOOK NAME]

Needs Python 3.9 and requests. Exit code: 0 every row is in, 1 the upload failed, 2 it could not begin, 3 rows were refused.
"""

import json
import os
import random
import re
import sys
import time
import uuid
from collections import Counter

import requests

ROWS_PER_REQUEST = 1000  # the most that the server takes
URL = os.environ.get("CONTACTBOOKS_URL", "")
TOKEN = os.environ.get("CONTACTBOOKS_TOKEN", "")
PATIENCE = os.environ.get("CONTACTBOOKS_PATIENCE", "60")  # seconds after its first try in which a request may be tried again


class UploadFailed(Exception):
    """A request was refused, or all patience was in vain."""


def main(arguments):
    if len(arguments) not in (1, 2):
        refuse("Usage: upload_contacts.py FILE.json [BOOK NAME]")
    if not re.fullmatch(r"https?://.+", URL):
        refuse("Set CONTACTBOOKS_URL to the server, as in http://127.0.0.1:5091.")
    if not re.fullmatch(r"[A-Za-z0-9._~+/=-]+", TOKEN):
        refuse("Set CONTACTBOOKS_TOKEN to an API token, as in w91_live_….")
    if not re.fullmatch(r"[1-9][0-9]*", PATIENCE):
        refuse("Set CONTACTBOOKS_PATIENCE to whole seconds, or not at all.")
    name = arguments[1] if len(arguments) == 2 else "Retail Leads"
    upload = read_upload(arguments[0])
    rows = upload["contacts"]

    run = uuid.uuid4()
    sums = Counter()
    session = requests.Session()
    session.auth = authorize  # in the place of a mere header requests would send what ~/.netrc has for the server
    try:
        book = post(session, f'Book "{name}"', "/api/v2/contact-books", f"{run}-book", {"name": name})["contactBook"]
        print(f'Book {book["uid"]} "{book["name"]}"')

        for before in range(0, len(rows), ROWS_PER_REQUEST):
            chunk = rows[before : before + ROWS_PER_REQUEST]
            what = f"Rows {before + 1} to {before + len(chunk)}"
            path = f"/api/v2/contact-books/{book['uid']}/contacts/bulk"
            data = post(session, what, path, f"{run}-{before}", {**upload, "contacts": chunk})
            for result in data["results"]:
                if result["status"] in ("SKIPPED", "INVALID"):
                    phone = "-" if result["phone"] is None else result["phone"]
                    message = f": {result['message']}" if "message" in result else ""
                    print(f"Row {before + result['row']}: {result['status']} {result['reason']} {phone}{message}")
            sums.update(data["summary"])
    except UploadFailed as failure:
        print(failure, file=sys.stderr)
        print(f"The upload failed. Surely in: {sums['created'] + sums['updated']} of {len(rows)} rows.", file=sys.stderr)
        return 1

    print("{total} rows: {created} created, {updated} updated, {skipped} skipped, {invalid} invalid".format(**sums))
    return 3 if sums["invalid"] else 0


def refuse(message):
    print(message, file=sys.stderr)
    sys.exit(2)


def read_upload(file):
    try:
        with open(file, encoding="utf-8") as stream:
            content = json.load(stream)
    except OSError:
        refuse(f"{file} cannot be read.")
    except ValueError:
        refuse(f"{file} is not JSON.")

    if isinstance(content, list):
        content = {"contacts": content}
    rows = content.get("contacts") if isinstance(content, dict) else None
    if not isinstance(rows, list) or not rows:
        refuse(f'{file} has no rows: it must be an array of contacts, or an object with one named "contacts".')
    return content


def authorize(request):
    request.headers["Authorization"] = f"Bearer {TOKEN}"
    return request


def post(session, what, path, key, content):
    """Posts it, again as long as that may help, and returns the answer's data.

    The key stays the same: if the server had done it and only its answer was lost, it does nothing a second time and gives
    that answer.
    """
    give_up_at = time.monotonic() + int(PATIENCE)
    backoff = 0.5
    while True:
        error, retry_after = {}, 0
        try:
            # A redirect, followed, could become a GET.
            response = session.post(
                URL.rstrip("/") + path, json=content, headers={"Idempotency-Key": key}, timeout=int(PATIENCE) / 2, allow_redirects=False
            )
        except requests.RequestException as lost:
            problem, again = f"no answer ({lost})", True
        else:
            answer = parse(response)
            if response.status_code == 200 and "data" in answer:
                return answer["data"]

            error = answer.get("error", {})
            problem = f"HTTP {response.status_code} without an answer of this API"
            if "code" in error:
                request_id = answer["metadata"]["requestId"]
                problem = f"HTTP {response.status_code} {error['code']}: {error['message']} (request id {request_id})"

            # An answer that came broken, too many requests, a server that is starting, stopping or without its database; and
            # 409 where our own first try, whose answer we lost, is still under way.
            again = response.status_code in (200, 429, 502, 503, 504) or error.get("code") == "REQUEST_IN_PROGRESS"
            header = response.headers.get("Retry-After", "")
            retry_after = int(header) if header.isdecimal() else 0

        # Never sooner than the server asks; longer each time, and by chance, so that many clients don't come all at once.
        wait = max(retry_after, backoff * (1 + random.random()))
        if not again or time.monotonic() + wait > give_up_at:
            details = (f"\n  {detail['path']}: {detail['message']}" for detail in error.get("details", []))
            raise UploadFailed(f"{what}: {problem}" + "".join(details))

        print(f"{what}: {problem}; trying again in {wait:.1f} s", file=sys.stderr)
        time.sleep(wait)
        backoff = min(2 * backoff, 8)


def parse(response):
    try:
        answer = response.json()
    except ValueError:
        answer = None  # broken off, or a page of some proxy
    is_ours = isinstance(answer, dict) and isinstance(answer.get("error", {}), dict)
    return answer if is_ours else {}


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # names are in all scripts, whatever the locale
    sys.stderr.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:]))
