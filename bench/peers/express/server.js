// The peer that most would write instead of taking our server: Express, pg and libphonenumber-js, one process without the
// cluster module, as `node server.js` starts it. STORE chooses how contacts are stored: `row` (store-row.js) or `unnest`
// (store-unnest.js).
//
// It answers the bulk upload alone, in our envelope and over tables like ours. It does less: no Idempotency-Key, no dry run, no
// limits, no scopes or features of a token; nothing is kept up that a search would need; of a row only the phone is judged,
// and that by the library's reading alone; a null is as absent and clears nothing.
import { createHash, randomUUID } from 'node:crypto';
import express from 'express';
import pg from 'pg';
import { readRequest } from './rows.js';

const { DATABASE_URL, PORT = '3000', STORE = 'unnest' } = process.env;
const stores = { row: './store-row.js', unnest: './store-unnest.js' };
if (!(STORE in stores)) {
  throw new Error('STORE must be row or unnest.');
}

const { storeContacts } = await import(stores[STORE]);
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });
pool.on('error', (error) => console.error(error));

class ApiError extends Error {
  constructor(status, code, message) {
    super(message);
    Object.assign(this, { status, code });
  }
}

const metadata = () => ({ apiVersion: 'v2', requestId: randomUUID() });

async function authenticate(req, res, next) {
  const [, token] = /^Bearer\s+(\S+)$/i.exec(req.get('authorization') ?? '') ?? [];
  if (!token) {
    throw new ApiError(401, 'MISSING_AUTH_TOKEN', 'Send a token as Authorization: Bearer w91_live_…');
  }

  const { rows } = await pool.query(
    `select c.customer_id, c.country_code
     from tokens t
     join users u on u.customer_id = t.customer_id and u.user_uid = t.user_uid
     join customers c on c.customer_id = t.customer_id
     where t.token_hash = $1 and t.revoked_at is null and (t.expires_at is null or t.expires_at > $2) and u.is_active and c.is_active`,
    [createHash('sha256').update(token).digest(), Date.now()],
  );
  if (rows.length === 0) {
    throw new ApiError(401, 'INVALID_AUTH_TOKEN', 'This token is unknown, expired or revoked.');
  }

  req.customer = rows[0];
  next();
}

async function findBook(req, res, next) {
  const { rows } = await pool.query('select book_id, book_uid, name from books where customer_id = $1 and book_uid = $2', [
    req.customer.customer_id,
    req.params.bookUid,
  ]);
  if (rows.length === 0) {
    throw new ApiError(404, 'CONTACT_BOOK_NOT_FOUND', 'There is no such contact book.');
  }

  req.book = rows[0];
  next();
}

async function uploadContacts(req, res) {
  const { fault, results, contacts } = readRequest(req.body, req.customer.country_code);
  if (fault) {
    throw new ApiError(400, 'VALIDATION_FAILED', fault);
  }

  if (contacts.length > 0) {
    const stored = await storeContacts(pool, req.customer.customer_id, req.book.book_id, contacts, Date.now());
    for (const { row, phone } of contacts) {
      const { contactUid, created } = stored.get(phone);
      results[row - 1] = { row, status: created ? 'CREATED' : 'UPDATED', contact: { contactUid, phone } };
    }
  }

  const count = (status) => results.filter((result) => result.status === status).length;
  res.json({
    success: true,
    message: 'Contacts uploaded',
    data: {
      contactBook: { contactBookUid: req.book.book_uid, name: req.book.name },
      summary: {
        total: results.length,
        created: count('CREATED'),
        updated: count('UPDATED'),
        skipped: count('SKIPPED'),
        invalid: count('INVALID'),
      },
      results,
    },
    metadata: metadata(),
  });
}

const app = express();
app.post('/api/v2/contact-books/:bookUid/contacts/bulk', authenticate, findBook, express.json({ limit: '8mb' }), uploadContacts);

app.use(() => {
  throw new ApiError(404, 'NOT_FOUND', 'There is nothing here.');
});

// Express knows an error handler by its four parameters.
app.use((error, req, res, next) => {
  let { status = 500, code, message } = error;
  if (error.type === 'entity.too.large') {
    code = 'PAYLOAD_TOO_LARGE';
  } else if (!(error instanceof ApiError) && status < 500) {
    code = 'VALIDATION_FAILED'; // What express.json can't read.
  } else if (!(error instanceof ApiError)) {
    console.error(error);
    [status, code, message] = [500, 'INTERNAL_ERROR', 'This failed on our side.'];
  }

  res.status(status).json({ success: false, error: { code, message }, message, metadata: metadata() });
});

const server = app.listen(Number(PORT), '127.0.0.1', (error) => {
  if (error) {
    throw error;
  }

  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});

process.once('SIGTERM', () => server.close(() => pool.end()));
