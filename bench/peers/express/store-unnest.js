// What a careful programmer writes in an afternoon: the whole upload is one statement, which the driver prepares once a
// connection. Its rows come sorted by phone, so that two uploads at once take the contacts that they share in one order and
// don't deadlock; the memberships follow from what it wrote, and the book's count from those.
import { newContactUid, publicUid } from './contact-uids.js';

const UPLOAD = `
  with written as (
    insert into contacts as c (
      customer_id, contact_uid, phone, display_name, first_name, last_name, email, company_name, custom_fields,
      created_at, updated_at, revision)
    select $1, r.contact_uid, r.phone, r.display_name, r.first_name, r.last_name, r.email, r.company_name, r.custom_fields, $3, $3, 1
    from unnest($4::uuid[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
      as r (contact_uid, phone, display_name, first_name, last_name, email, company_name, custom_fields)
    order by r.phone
    on conflict (customer_id, phone) do update set
      display_name = coalesce(excluded.display_name, c.display_name),
      first_name = coalesce(excluded.first_name, c.first_name),
      last_name = coalesce(excluded.last_name, c.last_name),
      email = coalesce(excluded.email, c.email),
      company_name = coalesce(excluded.company_name, c.company_name),
      custom_fields = coalesce((coalesce(c.custom_fields, '{}')::jsonb || excluded.custom_fields::jsonb)::text, c.custom_fields),
      updated_at = excluded.updated_at,
      revision = c.revision + 1
    returning contact_uid, phone, xmax = 0 as created),
  linked as (
    insert into memberships (customer_id, contact_uid, book_id, linked_at)
    select $1, contact_uid, $2, $3 from written
    on conflict do nothing
    returning contact_uid),
  counted as (
    update books set contact_count = contact_count + l.contacts
    from (select count(*) as contacts from linked) l
    where customer_id = $1 and book_id = $2 and l.contacts > 0)
  select contact_uid, phone, created from written`;

/** @returns {Promise<Map<string, {contactUid: string, created: boolean}>>} What became of each contact, by phone. */
export async function storeContacts(pool, customerId, bookId, contacts, now) {
  const column = (name) => contacts.map((contact) => contact[name]);
  const { rows } = await pool.query({
    name: 'upload',
    text: UPLOAD,
    values: [
      customerId,
      bookId,
      now,
      contacts.map(() => newContactUid(now)),
      column('phone'),
      column('displayName'),
      column('firstName'),
      column('lastName'),
      column('email'),
      column('companyName'),
      column('customFields'),
    ],
  });
  return new Map(rows.map((row) => [row.phone, { contactUid: publicUid(row.contact_uid), created: row.created }]));
}
