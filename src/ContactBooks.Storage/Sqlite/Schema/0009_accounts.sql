-- Who signs in to the dashboard: operators, and the users of customers.

-- The first user of a customer answers for it.
alter table users add column role text not null default 'member';
update users set role = 'owner' where not exists (
  select 1 from users o where o.customer_id = users.customer_id and (o.created_at, o.user_uid) < (users.created_at, users.user_uid));
-- Who signs in says an address, and not whose user it is. lower() is of ASCII here.
create index users_by_email on users (lower(email));

-- The tables from here on are the server's own and no customer's, so none of their keys is led by one.

create table operators (
  operator_uid  text    primary key,
  name          text    not null,
  email         text    not null,
  password_hash text,
  is_active     integer not null,
  created_at    integer not null
) strict, without rowid;

-- A row is a link that can still be used: using it deletes it.
create table invitations (
  secret_hash blob    primary key,
  purpose     text    not null,
  account_uid text,             -- an operator or a user
  created_at  integer not null,
  expires_at  integer not null
) strict, without rowid;

create table sessions (
  secret_hash        blob    primary key,
  account_uid        text    not null, -- an operator or a user
  opened_customer_id integer,          -- what an operator looks at
  started_at         integer not null,
  last_seen_at       integer not null,
  expires_at         integer not null
) strict, without rowid;
create index sessions_by_account on sessions (account_uid);

-- The key ring of ASP.NET Core's data protection: its keys and their revocations, as it gives them.
create table data_protection_keys (
  key_id     text    primary key,
  xml        text    not null,
  created_at integer not null
) strict, without rowid;
