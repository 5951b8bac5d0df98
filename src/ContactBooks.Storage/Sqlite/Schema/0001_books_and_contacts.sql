-- The whole of the embedded store. Three rules hold for every table, the first for all but the server's own (0009_accounts.sql):
--   customer_id leads every primary and unique key, so that rows of one customer lie together, a query that forgets the
--   customer can't use a key, and the same keys serve a database that is sharded by customer;
--   times are milliseconds since 1970 UTC, given by the program, never by the database;
--   there are no triggers and no cascades: what is written stands in the program.

create table customers (
  customer_id  integer primary key,
  customer_uid text    not null,
  name         text    not null,
  country_code integer,
  features     text    not null,
  is_active    integer not null,
  created_at   integer not null
) strict;
-- Not a unique index, since customer_id doesn't lead it: 80 random bits keep the identifiers apart.
create index customers_by_uid on customers (customer_uid);

create table users (
  customer_id   integer not null,
  user_uid      text    not null,
  name          text    not null,
  email         text,
  password_hash text,
  is_active     integer not null,
  created_at    integer not null,
  primary key (customer_id, user_uid)
) strict, without rowid;
create index users_by_uid on users (user_uid);

create table tokens (
  customer_id  integer not null,
  token_uid    text    not null,
  user_uid     text    not null,
  token_hash   blob    not null,
  last_four    text    not null,
  name         text    not null,
  scope        text    not null,
  sender       text,
  expires_at   integer,
  created_at   integer not null,
  last_used_at integer,
  revoked_at   integer,
  primary key (customer_id, token_uid),
  foreign key (customer_id, user_uid) references users (customer_id, user_uid)
) strict, without rowid;
-- Every request comes in by this one.
create index tokens_by_hash on tokens (token_hash);
create index tokens_by_uid on tokens (token_uid);

create table books (
  customer_id   integer not null,
  book_id       integer not null,
  book_uid      text    not null,
  name          text    not null,
  description   text,
  color         text,
  status        text    not null,
  contact_count integer not null,
  search_block  integer not null, -- the number of the newest search block
  search_lines  integer not null, -- lines in all search blocks, superseded ones included
  created_at    integer not null,
  updated_at    integer not null,
  primary key (customer_id, book_id),
  unique (customer_id, book_uid)
) strict, without rowid;

-- contact_uid is 16 bytes that begin with the time, so new contacts go to the end of the table; phone is the number as an
-- integer; custom_fields is compact JSON; books are the books it is in and since when, 16 bytes each (see Memberships.cs).
create table contacts (
  customer_id   integer not null,
  contact_uid   blob    not null,
  phone         integer not null,
  display_name  text,
  first_name    text,
  last_name     text,
  email         text,
  company_name  text,
  custom_fields text,
  created_at    integer not null,
  updated_at    integer not null,
  books         blob    not null,
  primary key (customer_id, contact_uid)
) strict, without rowid;
create unique index contacts_by_phone on contacts (customer_id, phone);

-- Which contacts are in which books, in the order they are listed. The same stands in the contact's own row, and both are
-- written together. No foreign keys: the program is the only writer, and each would cost every new row.
create table memberships (
  customer_id integer not null,
  book_id     integer not null,
  linked_at   integer not null,
  contact_uid blob    not null,
  primary key (customer_id, book_id, linked_at desc, contact_uid)
) strict, without rowid;

-- The search of a book: each upload appends one block of its new or changed rows, a line each (see SearchBlocks.cs).
-- lines stands before runs, so that a scan never touches the pages of the latter.
create table search_blocks (
  customer_id    integer not null,
  book_id        integer not null,
  block          integer not null,
  size_class     integer not null,
  longest_number integer not null, -- the most digits together in any text but the phones (see NumberLookup.cs)
  lines          blob    not null,
  runs           blob    not null,
  primary key (customer_id, book_id, block)
) strict;
create index search_blocks_with_numbers on search_blocks (customer_id, book_id, longest_number) where longest_number >= 9;

create table idempotency_keys (
  customer_id integer not null,
  operation   text    not null,
  key         text    not null,
  fingerprint blob    not null,
  message     text    not null,
  data        blob    not null,
  created_at  integer not null,
  primary key (customer_id, operation, key)
) strict;
create index idempotency_keys_by_age on idempotency_keys (created_at);
