-- What accounts can be signed in to with in place of a password. As all that signs in, the server's own and no customer's.
create table passkeys (
  credential_id      blob    primary key,
  account_uid        text    not null, -- an operator or a user
  name               text    not null,
  public_key         blob    not null, -- COSE
  sign_count         integer not null,
  is_backup_eligible integer not null,
  created_at         integer not null,
  last_used_at       integer
) strict, without rowid;
create index passkeys_by_account on passkeys (account_uid);
