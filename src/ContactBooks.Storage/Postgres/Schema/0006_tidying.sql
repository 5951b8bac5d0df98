-- Contacts that are in several books, which are looked for.
create index contacts_in_several_books on contacts (customer_id, contact_uid) where cardinality(books) > 2;
