-- Who signs in to the dashboard: operators, and the users of customers.

-- Who signs in says an address, and not whose user it is. Only ASCII letters are the same in both cases, whatever the
-- database's language.
create index users_by_email on users (lower(email collate "C"));

-- The first user of a customer answers for it.
alter table users add column role text not null default 'member';
alter table users alter column role drop default;
update users u set role = 'owner' where not exists (
  select from users o
  where o.customer_id = u.customer_id and (o.created_at, o.user_uid collate "C") < (u.created_at, u.user_uid collate "C"));

-- The tables from here on are the server's own and no customer's, so none of their keys is led by one. They are small.

create table operators (
  operator_uid  text    primary key,
  name          text    not null,
  email         text    not null,
  password_hash text,
  is_active     boolean not null,
  created_at    bigint  not null
);

-- A row is a link that can still be used: using it deletes it.
create table invitations (
  secret_hash bytea  primary key,
  purpose     text   not null,
  account_uid text,            -- an operator or a user
  created_at  bigint not null,
  expires_at  bigint not null
);

create table sessions (
  secret_hash        bytea  primary key,
  account_uid        text   not null, -- an operator or a user
  opened_customer_id bigint,          -- what an operator looks at
  started_at         bigint not null,
  last_seen_at       bigint not null,
  expires_at         bigint not null
);
create index sessions_by_account on sessions (account_uid);

-- The key ring of ASP.NET Core's data protection: its keys and their revocations, as it gives them.
create table data_protection_keys (
  key_id     text   primary key,
  xml        text   not null,
  created_at bigint not null
);
