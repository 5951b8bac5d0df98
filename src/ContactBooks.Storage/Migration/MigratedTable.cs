using static ContactBooks.Storage.Migration.MigratedColumn;

namespace ContactBooks.Storage.Migration;

/// <summary>A table of both databases.</summary>
/// <param name="Name">Its name in both.</param>
/// <param name="Key">Its primary key: rows come in its order, which fills the target's index from left to right.</param>
/// <param name="Columns">All columns that it has in PostgreSQL.</param>
internal sealed record MigratedTable(string Name, string Key, params IReadOnlyList<MigratedColumn> Columns)
{
    /// <summary>
    /// All tables, those that others refer to first. Columns that only PostgreSQL has begin as they do for new rows; a block's
    /// tag is drawn at random; small_blocks counts, for the tidying, what nothing has looked at since.
    /// </summary>
    public static IReadOnlyList<MigratedTable> All { get; } =
    [
        new(
            "customers",
            "customer_id",
            Number("customer_id"), Text("customer_uid"), Text("name"), Integer("country_code"), Text("features"), Flag("is_active"), Number("created_at")),
        new(
            "users",
            "customer_id, user_uid",
            Number("customer_id"), Text("user_uid"), Text("name"), Text("email"), Text("password_hash"), Flag("is_active"), Number("created_at"),
            Text("role")),
        new(
            "tokens",
            "customer_id, token_uid",
            Number("customer_id"), Text("token_uid"), Text("user_uid"), Bytes("token_hash"), Text("last_four"), Text("name"), Text("scope"),
            Text("sender"), Number("expires_at"), Number("created_at"), Number("last_used_at"), Number("revoked_at")),
        new(
            "books",
            "customer_id, book_id",
            Number("customer_id"), Number("book_id"), Text("book_uid"), Text("name"), Text("description"), Text("color"), Text("status"),
            Number("contact_count"), Number("search_block"), Number("search_lines"), Integer("small_blocks", SmallBlocks), Number("tidied_block", "0"),
            Number("created_at"), Number("updated_at"), Text("deleted_by")),
        new(
            "contacts",
            "customer_id, contact_uid",
            Number("customer_id"), Uid("contact_uid"), Number("phone"), Text("display_name"), Text("first_name"), Text("last_name"), Text("email"),
            Text("company_name"), Text("custom_fields"), Books("books"), Number("created_at"), Number("updated_at"), Integer("revision", "1"),
            Number("restored_at")),
        new(
            "memberships",
            "customer_id, book_id, linked_at desc, contact_uid",
            Number("customer_id"), Number("book_id"), Number("linked_at"), Uid("contact_uid")),
        new(
            "search_blocks",
            "customer_id, book_id, block",
            Number("customer_id"), Number("book_id"), Number("block"), Number("tag", "random()"), Flag("is_small", IsSmall), Integer("longest_number"),
            Bytes("lines"), Bytes("runs")),
        new(
            "idempotency_keys",
            "customer_id, operation, key",
            Number("customer_id"), Text("operation"), Text("key"), Bytes("fingerprint"), Text("message"), Bytes("data"), Number("created_at"),
            Text("change_uid")),
        new(
            "imports",
            "customer_id, import_uid",
            Number("customer_id"), Text("import_uid"), Number("book_id"), Text("file_name"), Number("file_bytes"), Bytes("options"), Text("state"),
            Flag("is_cancel_requested"), Number("total_rows"), Number("rows_read"), Number("created"), Number("updated"), Number("skipped"),
            Number("invalid"), Text("fault_code"), Text("fault_message"), Number("created_at"), Number("started_at"), Number("ended_at"),
            Text("lease"), Number("lease_until"), Number("suppressed"), Number("warnings")),
        new(
            "import_pieces",
            "customer_id, import_uid, piece",
            Number("customer_id"), Text("import_uid"), Number("piece"), Number("kept_at"), Bytes("bytes")),
        new(
            "import_rejects",
            "customer_id, import_uid, row_number",
            Number("customer_id"), Text("import_uid"), Number("row_number"), Text("reason"), Text("message"), Text("cells")),
        new(
            "changes",
            "customer_id, change_uid",
            Number("customer_id"), Text("change_uid"), Text("kind"), Number("book_id"), Text("token_uid"), Text("user_uid"), Text("file_name"),
            Number("blocks"), Number("created"), Number("changed"), Number("linked"), Number("created_at"), Number("undo_until"), Text("state"),
            Number("undone_blocks"), Text("undo_token"), Text("undo_user"), Number("undone_at"), Number("removed"), Number("restored"),
            Number("unlinked"), Number("kept"), Number("lease_until"), Number("left_books"), Number("deleted")),
        new(
            "change_blocks",
            "customer_id, change_uid, block",
            Number("customer_id"), Text("change_uid"), Number("block"), Bytes("kept"), Bytes("entries")),
        new(
            "remembered_mappings",
            "customer_id, headers",
            Number("customer_id"), Text("headers"), Text("mapping"), Number("used_at")),
        new(
            "suppressions",
            "customer_id, phone",
            Number("customer_id"), Number("phone"), Text("reason"), Text("source"), Text("added_by"), Number("created_at")),
        new(
            "custom_fields",
            "customer_id, key",
            Number("customer_id"), Text("key"), Text("field_uid"), Text("label"), Text("type"), Text("choices"), Text("source"), Text("added_by"),
            Number("created_at"), Number("updated_at")),
        new(
            "row_counts",
            "customer_id, day, book_id, outcome, reason",
            Number("customer_id"), Number("day"), Number("book_id"), Text("outcome"), Text("reason"), Number("rows")),
        new(
            "operators",
            "operator_uid",
            Text("operator_uid"), Text("name"), Text("email"), Text("password_hash"), Flag("is_active"), Number("created_at")),
        new(
            "invitations",
            "secret_hash",
            Bytes("secret_hash"), Text("purpose"), Text("account_uid"), Number("created_at"), Number("expires_at")),
        new(
            "sessions",
            "secret_hash",
            Bytes("secret_hash"), Text("account_uid"), Number("opened_customer_id"), Number("started_at"), Number("last_seen_at"),
            Number("expires_at")),
        new(
            "passkeys",
            "credential_id",
            Bytes("credential_id"), Text("account_uid"), Text("name"), Bytes("public_key"), Number("sign_count"), Flag("is_backup_eligible"),
            Number("created_at"), Number("last_used_at")),
        new(
            "data_protection_keys",
            "key_id",
            Text("key_id"), Text("xml"), Number("created_at")),
    ];

    private static string IsSmall => FormattableString.Invariant($"length(lines) < {Postgres.SearchBlock.SmallBelow}");

    private static string SmallBlocks =>
        $"""
        (select count(*) from search_blocks s where s.customer_id = books.customer_id and s.book_id = books.book_id and {IsSmall})
        """;

    /// <summary>Reads all rows out of SQLite.</summary>
    public string Select => $"select {string.Join(", ", Columns.Select(column => column.Source))} from {Name} order by {Key}";

    /// <summary>Takes rows into PostgreSQL.</summary>
    public string Copy => $"copy {Name} ({string.Join(", ", Columns.Select(column => column.Name))}) from stdin (format binary)";

    /// <summary>Counts the rows, in either.</summary>
    public string Count => $"select count(*) from {Name}";
}
