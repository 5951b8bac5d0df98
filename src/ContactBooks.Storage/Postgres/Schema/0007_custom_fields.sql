-- What custom fields are, by the keys that uploads send. Their values stand in contacts, and nothing here keeps one from it.
create table custom_fields (
  customer_id bigint not null,
  key         text   not null,
  field_uid   text   not null,
  label       text   not null,
  type        text   not null,
  choices     text   not null, -- a JSON array of texts
  source      text   not null,
  added_by    text   not null, -- the uid of a token or an import
  created_at  bigint not null,
  updated_at  bigint not null,
  primary key (customer_id, key)
);

-- How many values don't fit the type of their custom field.
alter table imports add column warnings bigint not null default 0;
alter table imports alter column warnings drop default;
