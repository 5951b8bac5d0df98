-- The whole of the store in PostgreSQL 13 or newer. Four rules hold for every table, the first for all but the server's own
-- (0009_accounts.sql):
--   customer_id leads every primary, unique and foreign key, so that a query which forgets the customer can't use a key,
--   and the tables can be distributed by customer (see Citus.sql);
--   times are milliseconds since 1970 UTC, given by the program, never by the database;
--   there are no triggers and no cascades: what is written stands in the program;
--   nothing is used that a distributed table doesn't allow.

create sequence customer_ids;
create sequence book_ids;

create table customers (
  customer_id  bigint  primary key,
  customer_uid text    not null,
  name         text    not null,
  country_code integer,
  features     text    not null,
  is_active    boolean not null,
  created_at   bigint  not null
);
-- Not a unique index, since customer_id doesn't lead it: 80 random bits keep the identifiers apart.
create index customers_by_uid on customers (customer_uid);

create table users (
  customer_id   bigint  not null,
  user_uid      text    not null,
  name          text    not null,
  email         text,
  password_hash text,
  is_active     boolean not null,
  created_at    bigint  not null,
  primary key (customer_id, user_uid)
);
create index users_by_uid on users (user_uid);

create table tokens (
  customer_id  bigint not null,
  token_uid    text   not null,
  user_uid     text   not null,
  token_hash   bytea  not null,
  last_four    text   not null,
  name         text   not null,
  scope        text   not null,
  sender       text,
  expires_at   bigint,
  created_at   bigint not null,
  last_used_at bigint,
  revoked_at   bigint,
  primary key (customer_id, token_uid),
  foreign key (customer_id, user_uid) references users (customer_id, user_uid)
);
-- Every request comes in by this one.
create index tokens_by_hash on tokens (token_hash);
create index tokens_by_uid on tokens (token_uid);

-- Every upload that writes counts in its book's row: room on the page keeps those updates off the indexes.
create table books (
  customer_id   bigint  not null,
  book_id       bigint  not null,
  book_uid      text    not null,
  name          text    not null,
  description   text,
  color         text,
  status        text    not null,
  contact_count bigint  not null,
  search_block  bigint  not null, -- the number of the newest search block
  search_lines  bigint  not null, -- lines in all search blocks, superseded ones included
  small_blocks  integer not null, -- small search blocks that came since
  tidied_block  bigint  not null, -- the last block that was looked at for merging
  created_at    bigint  not null,
  updated_at    bigint  not null,
  primary key (customer_id, book_id),
  unique (customer_id, book_uid)
) with (fillfactor = 50);

-- contact_uid begins with the time, so new contacts go to the end of its index; phone is the number as an integer;
-- custom_fields is compact JSON, as text (jsonb cost 20 to 25 % more). books are the numbers of the books it is in, each
-- followed by the time of the link, the oldest first: looked up in memberships they cost as much again as the contact.
-- revision counts changes and links: what an upload has read it writes only if it is still so. fillfactor: 99.5 % of
-- updates stay on their page, at no cost in time.
create table contacts (
  customer_id   bigint  not null,
  contact_uid   uuid    not null,
  phone         bigint  not null,
  display_name  text,
  first_name    text,
  last_name     text,
  email         text,
  company_name  text,
  custom_fields text,
  books         bigint[] not null,
  created_at    bigint  not null,
  updated_at    bigint  not null,
  revision      integer not null,
  primary key (customer_id, contact_uid),
  constraint contacts_by_phone unique (customer_id, phone)
) with (fillfactor = 80);

-- Which contacts are in which books, in the order they are listed. The same stands in the contact's own row, and both are
-- written together. No foreign keys: the program is the only writer, and one cost 30 % on new rows.
create table memberships (
  customer_id bigint not null,
  book_id     bigint not null,
  linked_at   bigint not null,
  contact_uid uuid   not null
);
create unique index memberships_in_order on memberships (customer_id, book_id, linked_at desc, contact_uid);
alter table memberships replica identity using index memberships_in_order;

-- The search of a book: each upload appends one block of its new or changed rows, a line each. Never compressed: a scan
-- would unpack them at each search. tag is drawn at random, and tells a block from one of the same number that was lost
-- with a primary.
create table search_blocks (
  customer_id    bigint  not null,
  book_id        bigint  not null,
  block          bigint  not null,
  tag            bigint  not null,
  is_small       boolean not null,
  longest_number integer not null, -- the most digits together in any text but the phones (see NumberLookup.cs)
  lines          bytea   not null,
  runs           bytea   not null,
  primary key (customer_id, book_id, block)
);
create index search_blocks_with_numbers on search_blocks (customer_id, book_id, longest_number) where longest_number >= 9;
alter table search_blocks alter column lines set storage external, alter column runs set storage external;

create table idempotency_keys (
  customer_id bigint not null,
  operation   text   not null,
  key         text   not null,
  fingerprint bytea  not null,
  message     text   not null,
  data        bytea  not null,
  created_at  bigint not null,
  primary key (customer_id, operation, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- What was used of rate limits, where they are on; see UseLog in the core. Not logged: after a crash no limit has been
-- used yet, and no request waits for the disk. Rows are updated at every request and there are few: vacuumed by number.
create unlogged table rate_limits (
  customer_id bigint    not null,
  bucket      text      not null,
  since       bigint    not null, -- the first use of the last entry
  used_at     bigint[]  not null, -- the entries, the oldest first: the last use of each
  used        integer[] not null, -- and its uses
  primary key (customer_id, bucket)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
