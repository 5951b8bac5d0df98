// Uses the server by a client that openapi-typescript and openapi-fetch make from the OpenAPI document, and writes what it
// saw as one line of JSON. It is compiled strictly: a type that the document tells wrongly is an error before it runs.

import createClient from "openapi-fetch";
import type { components, paths } from "./v2.js";

declare const process: { argv: string[] };

const [, , baseUrl, token] = process.argv;
if (!baseUrl || !token) {
  throw new Error("usage: node generated-client.js ADDRESS TOKEN");
}

const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });

/** The data of a success; anything else ends the program. */
function data<T>(answer: { data?: { data: T }; error?: components["schemas"]["Failure"] }): T {
  if (!answer.data) {
    throw new Error(JSON.stringify(answer.error));
  }

  return answer.data.data;
}

const made = data(await client.POST("/api/v2/contact-books", {
  params: { header: { "Idempotency-Key": "made" } },
  body: { name: "Retail Leads", color: "#0f62fe" },
}));
const path = { bookUid: made.contactBook.contactBookUid };

const rows: components["schemas"]["UploadRow"][] = [
  { phone: "7000782082", displayName: "Asha Rao", customFields: { city: "Mumbai", orders: [1, { paid: true }] } },
  { phone: "07000 782082" },
  { phone: "12345", email: "asha@example.com" },
];
const uploaded = data(await client.POST("/api/v2/contact-books/{bookUid}/contacts/bulk", {
  params: { path, query: { dryRun: false }, header: { "Idempotency-Key": "uploaded" } },
  body: { defaultCountryCode: "91", contacts: rows },
}));

const renamed = data(await client.POST("/api/v2/contact-books/{bookUid}", { params: { path }, body: { name: "Leads 2026" } }));
const read = data(await client.GET("/api/v2/contact-books/{bookUid}", { params: { path } }));
const books = data(await client.GET("/api/v2/contact-books", { params: { query: { status: "ACTIVE", search: "leads", limit: 10 } } }));
const contacts = data(await client.GET("/api/v2/contact-books/{bookUid}/contacts", { params: { path, query: { search: "asha" } } }));

const failure = await client.GET("/api/v2/contact-books/{bookUid}", { params: { path: { bookUid: "grp_abc" } } });

console.log(JSON.stringify({
  statuses: uploaded.results.map(row => row.status),
  reason: uploaded.results[2]?.reason ?? null,
  created: uploaded.summary.created,
  name: renamed.contactBook.name,
  count: read.contactBook.contactCount,
  books: books.contactBooks.length,
  contact: contacts.contacts[0] ?? null,
  failure: failure.error?.error.code ?? null,
  requestId: failure.error?.metadata.requestId === failure.response.headers.get("X-Request-Id"),
}));
