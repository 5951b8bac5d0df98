-- Books that were deleted: nobody sees them from that moment, their contacts leave them afterwards, and their rows stay until the
-- deletion can no longer be undone.
alter table books add column deleted_by text; -- the change that did it
create index books_deleted on books (customer_id, deleted_by) where deleted_by is not null;

-- The number that the newest book was given. None is given twice: changes made before a deletion still tell of the book by it.
alter table customers add column last_book_id integer not null default 0;
update customers set last_book_id = coalesce((select max(b.book_id) from books b where b.customer_id = customers.customer_id), 0);

-- Changes are made in the background too, not only undone.
drop index changes_to_undo;
create index changes_under_way on changes (lease_until) where state in ('RUNNING', 'UNDOING');
