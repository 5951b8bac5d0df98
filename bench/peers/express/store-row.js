// What most would write: a transaction for the request, and in it two statements for each row, one after another, in the
// order of the request. Two uploads at once that share contacts in another order deadlock: one of them is answered 500.
import { newContactUid, publicUid } from './contact-uids.js';

const UPSERT_CONTACT = `
  insert into contacts as c (
    customer_id, contact_uid, phone, display_name, first_name, last_name, email, company_name, custom_fields,
    created_at, updated_at, revision)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, 1)
  on conflict (customer_id, phone) do update set
    display_name = coalesce(excluded.display_name, c.display_name),
    first_name = coalesce(excluded.first_name, c.first_name),
    last_name = coalesce(excluded.last_name, c.last_name),
    email = coalesce(excluded.email, c.email),
    company_name = coalesce(excluded.company_name, c.company_name),
    custom_fields = coalesce((coalesce(c.custom_fields, '{}')::jsonb || excluded.custom_fields::jsonb)::text, c.custom_fields),
    updated_at = excluded.updated_at,
    revision = c.revision + 1
  returning contact_uid, xmax = 0 as created`;

const LINK_CONTACT = `
  insert into memberships (customer_id, contact_uid, book_id, linked_at) values ($1, $2, $3, $4)
  on conflict do nothing`;

const COUNT_CONTACTS = `
  update books set contact_count = contact_count + $3 where customer_id = $1 and book_id = $2`;

/** @returns {Promise<Map<string, {contactUid: string, created: boolean}>>} What became of each contact, by phone. */
export async function storeContacts(pool, customerId, bookId, contacts, now) {
  const stored = new Map();
  const client = await pool.connect();
  try {
    await client.query('begin');
    let linked = 0;
    for (const contact of contacts) {
      const upserted = await client.query(UPSERT_CONTACT, [
        customerId,
        newContactUid(now),
        contact.phone,
        contact.displayName,
        contact.firstName,
        contact.lastName,
        contact.email,
        contact.companyName,
        contact.customFields,
        now,
      ]);
      const { contact_uid: uid, created } = upserted.rows[0];
      const membership = await client.query(LINK_CONTACT, [customerId, uid, bookId, now]);
      linked += membership.rowCount;
      stored.set(contact.phone, { contactUid: publicUid(uid), created });
    }

    if (linked > 0) {
      await client.query(COUNT_CONTACTS, [customerId, bookId, linked]);
    }

    await client.query('commit');
    return stored;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
