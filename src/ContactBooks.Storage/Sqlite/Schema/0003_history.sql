-- What was changed, so that it can be undone. What a change did stands in its blocks, one a transaction (see ChangeBlock.cs).

-- When an undo last gave the contact former values, which brings back a former updated_at with them. Its search lines are told
-- apart by the later of the two.
alter table contacts add column restored_at integer;

-- What a retry is told that its request was recorded as.
alter table idempotency_keys add column change_uid text;

create table changes (
  customer_id   integer not null,
  change_uid    text    not null,
  kind          text    not null,
  book_id       integer not null,
  token_uid     text,
  user_uid      text,
  file_name     text,
  blocks        integer not null, -- numbered from 1
  created       integer not null,
  changed       integer not null,
  linked        integer not null,
  left_books    integer not null,
  deleted       integer not null,
  created_at    integer not null,
  undo_until    integer not null,
  state         text    not null,
  undone_blocks integer not null, -- the newest so many
  undo_token    text,
  undo_user     text,
  undone_at     integer,
  removed       integer not null,
  restored      integer not null,
  unlinked      integer not null,
  kept          integer not null,
  lease_until   integer not null, -- until when somebody looks after its being undone
  primary key (customer_id, change_uid)
) strict, without rowid;
create index changes_in_order on changes (customer_id, created_at, change_uid);
create index changes_by_book on changes (customer_id, book_id, created_at, change_uid);
create index changes_to_undo on changes (lease_until) where state = 'UNDOING';
create index changes_by_end on changes (undo_until);

create table change_blocks (
  customer_id integer not null,
  change_uid  text    not null,
  block       integer not null,
  kept        blob, -- what stayed as it is when it was undone (see KeptList.cs)
  entries     blob    not null,
  primary key (customer_id, change_uid, block)
) strict;
