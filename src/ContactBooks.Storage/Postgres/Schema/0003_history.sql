-- What was changed, so that it can be undone. What a change did stands in its blocks, one a transaction (see ChangeBlock.cs).

-- When an undo last gave the contact former values, which brings back a former updated_at with them. Its search lines are told
-- apart by the later of the two.
alter table contacts add column restored_at bigint;

-- What a retry is told that its request was recorded as.
alter table idempotency_keys add column change_uid text;

create table changes (
  customer_id   bigint not null,
  change_uid    text   not null,
  kind          text   not null,
  book_id       bigint not null,
  token_uid     text,
  user_uid      text,
  file_name     text,
  blocks        bigint not null, -- numbered from 1
  created       bigint not null,
  changed       bigint not null,
  linked        bigint not null,
  left_books    bigint not null,
  deleted       bigint not null,
  created_at    bigint not null,
  undo_until    bigint not null,
  state         text   not null,
  undone_blocks bigint not null, -- the newest so many
  undo_token    text,
  undo_user     text,
  undone_at     bigint,
  removed       bigint not null,
  restored      bigint not null,
  unlinked      bigint not null,
  kept          bigint not null,
  lease_until   bigint not null, -- until when somebody looks after its being undone
  primary key (customer_id, change_uid)
);
create index changes_in_order on changes (customer_id, created_at, change_uid collate "C");
create index changes_by_book on changes (customer_id, book_id, created_at, change_uid collate "C");
create index changes_to_undo on changes (lease_until) where state = 'UNDOING';
create index changes_by_end on changes (undo_until);

create table change_blocks (
  customer_id bigint not null,
  change_uid  text   not null,
  block       bigint not null,
  kept        bytea, -- what stayed as it is when it was undone (see KeptList.cs)
  entries     bytea  not null,
  primary key (customer_id, change_uid, block)
);
-- Half of it is random, and packing it costs the upload more than writing it.
alter table change_blocks alter column entries set storage external;
