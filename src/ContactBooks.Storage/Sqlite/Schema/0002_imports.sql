-- Files on their way into books. The rows that are in are contacts like any others; here stands how far an import has come.

create table imports (
  customer_id         integer not null,
  import_uid          text    not null, -- begins with the time, so the newest is the last
  book_id             integer not null,
  file_name           text,
  file_bytes          integer not null,
  options             blob    not null,
  state               text    not null,
  is_cancel_requested integer not null,
  total_rows          integer,
  rows_read           integer not null,
  created             integer not null,
  updated             integer not null,
  skipped             integer not null,
  invalid             integer not null,
  fault_code          text,
  fault_message       text,
  created_at          integer not null,
  started_at          integer,
  ended_at            integer,
  lease               text, -- whose turn it is to work on it
  lease_until         integer not null,
  primary key (customer_id, import_uid)
) strict, without rowid;
create index imports_by_book on imports (customer_id, book_id, import_uid);
create index imports_to_do on imports (created_at) where ended_at is null;
create index imports_by_end on imports (ended_at) where ended_at is not null;

-- The file of an import, in pieces, so that any node can go on with it. Kept before the import is made.
create table import_pieces (
  customer_id integer not null,
  import_uid  text    not null,
  piece       integer not null,
  kept_at     integer not null,
  bytes       blob    not null,
  primary key (customer_id, import_uid, piece)
) strict;
create index import_pieces_by_age on import_pieces (kept_at);

-- The rows that an import refused; cells is a JSON array of texts.
create table import_rejects (
  customer_id integer not null,
  import_uid  text    not null,
  row_number  integer not null,
  reason      text    not null,
  message     text    not null,
  cells       text    not null,
  primary key (customer_id, import_uid, row_number)
) strict, without rowid;
