-- Run after each migration where the Citus extension is there, and the one place that knows of it: tells Citus of the tables
-- that it has not been told of. Each customer's rows live together on one node, so that every statement of an upload goes
-- to one shard. Who may use the server is asked for by a token's hash, or a session's, before it is known whose it is: those
-- small tables, and the others of the server's own, stand whole on every node.
select create_reference_table(t::regclass)
from unnest(array['customers', 'users', 'tokens', 'operators', 'invitations', 'sessions', 'passkeys', 'data_protection_keys']) t
where t::regclass not in (select logicalrel from pg_dist_partition);

select create_distributed_table('books', 'customer_id') where 'books'::regclass not in (select logicalrel from pg_dist_partition);

select create_distributed_table(t::regclass, 'customer_id', colocate_with => 'books')
from unnest(array[
  'contacts', 'memberships', 'search_blocks', 'idempotency_keys', 'rate_limits', 'imports', 'import_pieces', 'import_rejects', 'changes', 'change_blocks',
  'remembered_mappings', 'suppressions', 'custom_fields', 'row_counts']) t
where t::regclass not in (select logicalrel from pg_dist_partition);
