-- Where the columns of a customer's files went, by their headers, for the next file of the same program.

create table remembered_mappings (
  customer_id bigint not null,
  headers     text   not null, -- what the set of headers is known by (see HeaderSignature.cs)
  mapping     text   not null, -- JSON
  used_at     bigint not null,
  primary key (customer_id, headers)
);
create index remembered_mappings_by_use on remembered_mappings (used_at);
