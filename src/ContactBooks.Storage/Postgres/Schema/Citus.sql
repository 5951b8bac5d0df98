-- Run once, after the first migration, where the Citus extension is there: the one place that knows of it. Each
-- customer's rows live together on one node, so that every statement of an upload goes to one shard.
-- Who may use the server is asked for by a token's hash, before it is known whose it is: those three small tables stand
-- whole on every node.
select create_reference_table('customers');
select create_reference_table('users');
select create_reference_table('tokens');
select create_distributed_table('books', 'customer_id');
select create_distributed_table('contacts', 'customer_id', colocate_with => 'books');
select create_distributed_table('memberships', 'customer_id', colocate_with => 'books');
select create_distributed_table('search_blocks', 'customer_id', colocate_with => 'books');
select create_distributed_table('idempotency_keys', 'customer_id', colocate_with => 'books');
select create_distributed_table('rate_limits', 'customer_id', colocate_with => 'books');
select create_distributed_table('imports', 'customer_id', colocate_with => 'books');
select create_distributed_table('import_pieces', 'customer_id', colocate_with => 'books');
select create_distributed_table('import_rejects', 'customer_id', colocate_with => 'books');
select create_distributed_table('changes', 'customer_id', colocate_with => 'books');
select create_distributed_table('change_blocks', 'customer_id', colocate_with => 'books');
select create_distributed_table('remembered_mappings', 'customer_id', colocate_with => 'books');
select create_distributed_table('suppressions', 'customer_id', colocate_with => 'books');
select create_distributed_table('custom_fields', 'customer_id', colocate_with => 'books');
