-- Books that were deleted: nobody sees them from that moment, their contacts leave them afterwards, and their rows stay until the
-- deletion can no longer be undone. The index leaves contact_count out, so that counting stays off it.
alter table books add column deleted_by text; -- the change that did it
create index books_deleted on books (customer_id, deleted_by) where deleted_by is not null;

-- Changes are made in the background too, not only undone.
drop index changes_to_undo;
create index changes_under_way on changes (lease_until) where state in ('RUNNING', 'UNDOING');
