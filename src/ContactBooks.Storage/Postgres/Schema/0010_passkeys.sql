-- What accounts can be signed in to with in place of a password. As all that signs in, the server's own and no customer's.
create table passkeys (
  credential_id      bytea   primary key,
  account_uid        text    not null, -- an operator or a user
  name               text    not null,
  public_key         bytea   not null, -- COSE
  sign_count         bigint  not null,
  is_backup_eligible boolean not null,
  created_at         bigint  not null,
  last_used_at       bigint
);
create index passkeys_by_account on passkeys (account_uid);
