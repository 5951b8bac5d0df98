-- Phones that are not to be written to, an opt-out each. By phone and apart from contacts, so that nothing which is done to
-- contacts can lift one.
create table suppressions (
  customer_id integer not null,
  phone       integer not null,
  reason      text,
  source      text    not null,
  added_by    text    not null, -- the uid of a token or a user
  created_at  integer not null,
  primary key (customer_id, phone)
) strict, without rowid;
create index suppressions_by_age on suppressions (customer_id, created_at, phone);

-- How many of the rows that went in have such a phone.
alter table imports add column suppressed integer not null default 0;
