-- Brings a copy of a database of ours to the tables that the peers in express and efcore write, which are those that one would
-- lay: a membership's key is (customer_id, contact_uid, book_id), and nothing of it stands in the contact's own row. Where the
-- tables are so already it changes nothing. Statement by statement, as psql runs it: VACUUM takes no transaction.

alter table contacts drop column if exists books;

do $$
begin
  if not exists (select from pg_constraint where conrelid = 'memberships'::regclass and contype = 'p') then
    alter table memberships replica identity default;
    drop index memberships_in_order;
    alter table memberships add primary key (customer_id, contact_uid, book_id);
    create index memberships_in_order on memberships (customer_id, book_id, linked_at desc, contact_uid);
  end if;
end $$;

-- Rows that were there keep a dropped column's bytes until they are written anew.
vacuum (full, analyze) contacts, memberships;
