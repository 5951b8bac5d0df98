-- Files on their way into books. The rows that are in are contacts like any others; here stands how far an import has come.

create table imports (
  customer_id         bigint  not null,
  import_uid          text    not null, -- begins with the time, so the newest is the last
  book_id             bigint  not null,
  file_name           text,
  file_bytes          bigint  not null,
  options             bytea   not null,
  state               text    not null,
  is_cancel_requested boolean not null,
  total_rows          bigint,
  rows_read           bigint  not null,
  created             bigint  not null,
  updated             bigint  not null,
  skipped             bigint  not null,
  invalid             bigint  not null,
  fault_code          text,
  fault_message       text,
  created_at          bigint  not null,
  started_at          bigint,
  ended_at            bigint,
  lease               text, -- whose turn it is to work on it
  lease_until         bigint  not null,
  primary key (customer_id, import_uid)
);
create index imports_by_book on imports (customer_id, book_id, import_uid collate "C");
create index imports_to_do on imports (created_at) where ended_at is null;
create index imports_by_end on imports (ended_at) where ended_at is not null;

-- The file of an import, in pieces, so that any node can go on with it. Kept before the import is made.
create table import_pieces (
  customer_id bigint  not null,
  import_uid  text    not null,
  piece       bigint  not null,
  kept_at     bigint  not null,
  bytes       bytea   not null,
  primary key (customer_id, import_uid, piece)
);
create index import_pieces_by_age on import_pieces (kept_at);
-- It is compressed already, or will be read once.
alter table import_pieces alter column bytes set storage external;

-- The rows that an import refused; cells is a JSON array of texts.
create table import_rejects (
  customer_id bigint  not null,
  import_uid  text    not null,
  row_number  bigint  not null,
  reason      text    not null,
  message     text    not null,
  cells       text    not null,
  primary key (customer_id, import_uid, row_number)
);
