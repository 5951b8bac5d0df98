// The peer that one would pick instead of writing a server: Directus, over a PostgreSQL database of its own. This lays its
// tables, makes a collection `contacts` through its API, and keeps it running on loopback. Only what would be in the way of an
// upload of 1000 rows is set otherwise than it comes: the body's limit, the limiter that answers 503 once the processor is
// busy (4 clients are enough), the collection's record of each change (activity and revisions: two further rows a row).
//
// It does less: no phone rules, no default country code, no books, no Idempotency-Key, no result for each row, and nothing
// kept up that a search would need. A phone is a contact's key. Custom fields are replaced, not merged. Which requests do
// which kinds of rows is in ../README.md.
//
// DATABASE_URL names an empty database, ADMIN_TOKEN is the bearer token to be, PORT is the port (0 or none: a free one).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const { DATABASE_URL, ADMIN_TOKEN } = process.env;
if (!DATABASE_URL || !ADMIN_TOKEN) {
  throw new Error('DATABASE_URL and ADMIN_TOKEN must be set.');
}

const port = Number(process.env.PORT ?? 0) || (await freePort());
const address = `http://127.0.0.1:${port}`;
const settings = {
  HOST: '127.0.0.1',
  PORT: String(port),
  PUBLIC_URL: address,
  DB_CLIENT: 'pg',
  DB_CONNECTION_STRING: DATABASE_URL,
  SECRET: randomBytes(32).toString('hex'),
  ADMIN_EMAIL: 'admin@example.com',
  ADMIN_PASSWORD: randomBytes(16).toString('hex'),
  ADMIN_TOKEN,
  TELEMETRY: 'false',
  LOG_LEVEL: 'error',
  SERVE_APP: 'false',
  MAX_PAYLOAD_SIZE: '8mb',
  PRESSURE_LIMITER_ENABLED: 'false',
  NODE_ENV: 'production',
};

const contacts = {
  collection: 'contacts',
  schema: {},
  meta: { accountability: null },
  fields: [
    { field: 'phone', type: 'bigInteger', schema: { is_primary_key: true, has_auto_increment: false }, meta: {} },
    ...['display_name', 'first_name', 'last_name', 'email', 'company_name'].map((field) => ({ field, type: 'string', meta: {} })),
    { field: 'custom_fields', type: 'json', meta: { special: ['cast-json'] } },
    { field: 'created_at', type: 'timestamp', meta: { special: ['date-created'] } },
    { field: 'updated_at', type: 'timestamp', meta: { special: ['date-updated'] } },
  ],
};

const [bootstrapped] = await once(directus('bootstrap'), 'exit');
if (bootstrapped !== 0) {
  throw new Error('Directus could not lay its tables.');
}

// The server is this process itself, so that it ends with it; it does so on SIGTERM.
Object.assign(process.env, settings);
process.chdir(import.meta.dirname);
process.argv.push('start');
await import('@directus/api/cli/run.js');
await answers();
await makeCollection();
console.log(`listening on ${address}`);

// Past the `directus` command itself, which first asks a registry whether it is the newest.
function directus(command) {
  const program = fileURLToPath(import.meta.resolve('@directus/api/cli/run.js'));
  return spawn(process.execPath, [program, command], {
    cwd: import.meta.dirname,
    env: { ...process.env, ...settings },
    stdio: ['ignore', process.stderr, process.stderr],
  });
}

async function answers() {
  for (let attempt = 0; attempt < 300; attempt++) {
    const ping = await fetch(`${address}/server/ping`).catch(() => null);
    if (ping?.ok) {
      return;
    }

    await delay(200);
  }

  throw new Error('Directus did not start within a minute.');
}

async function makeCollection() {
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' };
  if ((await fetch(`${address}/collections/contacts`, { headers })).ok) {
    return;
  }

  const made = await fetch(`${address}/collections`, { method: 'POST', headers, body: JSON.stringify(contacts) });
  if (!made.ok) {
    throw new Error(`Directus did not make the collection: ${await made.text()}`);
  }
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port: free } = probe.address();
  probe.close();
  await once(probe, 'close');
  return free;
}
