-- Contacts that leave books or go, as changes that can be undone; and those that are in several books, which are looked for.

alter table changes add column left_books integer not null default 0;
alter table changes add column deleted integer not null default 0;

create index contacts_in_several_books on contacts (customer_id, contact_uid) where length(books) > 16;
