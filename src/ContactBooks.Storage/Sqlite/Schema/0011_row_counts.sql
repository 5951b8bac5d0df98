-- What became of the rows of uploads and imports, by day: counted beside them, some seconds later (see RowCounts.cs).
create table row_counts (
  customer_id integer not null,
  day         integer not null, -- days since 1970 UTC
  book_id     integer not null,
  outcome     text    not null,
  reason      text    not null, -- why rows could not go in; NONE of all others
  rows        integer not null,
  primary key (customer_id, day, book_id, outcome, reason)
) strict, without rowid;
