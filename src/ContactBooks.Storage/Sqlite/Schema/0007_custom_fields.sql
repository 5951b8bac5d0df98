-- What custom fields are, by the keys that uploads send. Their values stand in contacts, and nothing here keeps one from it.
create table custom_fields (
  customer_id integer not null,
  key         text    not null,
  field_uid   text    not null,
  label       text    not null,
  type        text    not null,
  choices     text    not null, -- a JSON array of texts
  source      text    not null,
  added_by    text    not null, -- the uid of a token or an import
  created_at  integer not null,
  updated_at  integer not null,
  primary key (customer_id, key)
) strict, without rowid;

-- How many values don't fit the type of their custom field.
alter table imports add column warnings integer not null default 0;
