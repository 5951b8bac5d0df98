-- What became of the rows of uploads and imports, by day: counted beside them, some seconds later (see RowCounts.cs).
create table row_counts (
  customer_id bigint not null,
  day         bigint not null, -- days since 1970 UTC
  book_id     bigint not null,
  outcome     text   not null,
  reason      text   not null, -- why rows could not go in; NONE of all others
  rows        bigint not null,
  primary key (customer_id, day, book_id, outcome, reason)
) with (fillfactor = 50);
