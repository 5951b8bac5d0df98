#!/usr/bin/env node
// Uploads the contacts of a JSON file into a new contact book, however many there are.
//
//   export CONTACTBOOKS_URL=http://127.0.0.1:5091 CONTACTBOOKS_TOKEN=w91_live_…
//   node upload-contacts.mjs FILE.json [BOOK NAME]
//
// Needs Node.js 18. Exit code: 0 every row is in, 1 the upload failed, 2 it could not begin, 3 rows were refused.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const ROWS_PER_REQUEST = 1000; // the most that the server takes

const { CONTACTBOOKS_URL: url = '', CONTACTBOOKS_TOKEN: token = '', CONTACTBOOKS_PATIENCE: seconds = '60' } = process.env;
const patience = Number(seconds) * 1000; // after its first try, milliseconds in which a request may be tried again
const [file, name = 'Retail Leads', ...rest] = process.argv.slice(2);

if (!file || rest.length > 0) refuse('Usage: upload-contacts.mjs FILE.json [BOOK NAME]');
if (!/^https?:\/\/./.test(url)) refuse('Set CONTACTBOOKS_URL to the server, as in http://127.0.0.1:5091.');
if (!/^[\w.~+/=-]+$/.test(token)) refuse('Set CONTACTBOOKS_TOKEN to an API token, as in w91_live_….');
if (!/^[1-9]\d*$/.test(seconds)) refuse('Set CONTACTBOOKS_PATIENCE to whole seconds, or not at all.');
const upload = readUpload();

const run = randomUUID();
const sum = { created: 0, updated: 0, skipped: 0, invalid: 0 };
try {
  const { contactBook: book } = await post(`Book "${name}"`, '/api/v2/contact-books', `${run}-book`, { name });
  console.log(`Book ${book.uid} "${book.name}"`);

  for (let before = 0; before < upload.contacts.length; before += ROWS_PER_REQUEST) {
    const contacts = upload.contacts.slice(before, before + ROWS_PER_REQUEST);
    const { results, summary } = await post(
      `Rows ${before + 1} to ${before + contacts.length}`,
      `/api/v2/contact-books/${book.uid}/contacts/bulk`,
      `${run}-${before}`,
      { ...upload, contacts },
    );
    for (const { row, status, reason, phone, message } of results) {
      if (status === 'SKIPPED' || status === 'INVALID') {
        console.log(`Row ${before + row}: ${status} ${reason} ${phone ?? '-'}${message ? `: ${message}` : ''}`);
      }
    }

    for (const status in sum) sum[status] += summary[status];
  }

  const { created, updated, skipped, invalid } = sum;
  console.log(`${upload.contacts.length} rows: ${created} created, ${updated} updated, ${skipped} skipped, ${invalid} invalid`);
  process.exitCode = invalid === 0 ? 0 : 3;
} catch (error) {
  console.error(error.message);
  console.error(`The upload failed. Surely in: ${sum.created + sum.updated} of ${upload.contacts.length} rows.`);
  process.exitCode = 1;
}

function refuse(message) {
  console.error(message);
  process.exit(2);
}

function readUpload() {
  let json;
  try {
    json = JSON.parse(readFileSync(file, 'utf8')); // a number becomes a double: phones, of 15 digits at most, stay as they are
  } catch (error) {
    refuse(error instanceof SyntaxError ? `${file} is not JSON.` : `${file} cannot be read.`);
  }

  const content = Array.isArray(json) ? { contacts: json } : json;
  if (!Array.isArray(content?.contacts) || content.contacts.length === 0) {
    refuse(`${file} has no rows: it must be an array of contacts, or an object with one named "contacts".`);
  }

  return content;
}

// Posts it, again as long as that may help, and returns the answer's data. The key stays the same: if the server had done it
// and only its answer was lost, it does nothing a second time and gives that answer.
async function post(what, path, key, content) {
  const body = JSON.stringify(content);
  const giveUpAt = Date.now() + patience;
  for (let backoff = 500; ; backoff = Math.min(2 * backoff, 8000)) {
    const { data, problem, details = [], again, retryAfter } = await attempt(path, key, body);
    if (data) return data;

    // Never sooner than the server asks; longer each time, and by chance, so that many clients don't come all at once.
    const wait = Math.max(retryAfter * 1000, backoff * (1 + Math.random()));
    if (!again || Date.now() + wait > giveUpAt) {
      throw new Error([`${what}: ${problem}`, ...details.map((detail) => `  ${detail.path}: ${detail.message}`)].join('\n'));
    }

    console.error(`${what}: ${problem}; trying again in ${(wait / 1000).toFixed(1)} s`);
    await sleep(wait);
  }
}

async function attempt(path, key, body) {
  let response, text;
  try {
    response = await fetch(url.replace(/\/$/, '') + path, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': key },
      body,
      redirect: 'manual', // followed, it could become a GET
      signal: AbortSignal.timeout(patience / 2),
    });
    text = await response.text();
  } catch (error) {
    return { problem: `no answer (${error.cause?.code ?? error.message})`, again: true, retryAfter: 0 };
  }

  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    answer = null; // broken off, or a page of some proxy
  }

  const { code, message, details } = answer?.error ?? {};
  const said = code ? `${code}: ${message} (request id ${answer.metadata?.requestId})` : 'without an answer of this API';
  return {
    data: response.status === 200 ? answer?.data : undefined,
    problem: `HTTP ${response.status} ${said}`,
    details,
    // An answer that came broken, too many requests, a server that is starting, stopping or without its database; and 409
    // where our own first try, whose answer we lost, is still under way.
    again: [200, 429, 502, 503, 504].includes(response.status) || code === 'REQUEST_IN_PROGRESS',
    retryAfter: Number(response.headers.get('Retry-After')) || 0,
  };
}
