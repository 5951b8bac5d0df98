using ContactBooks.Core.Search;
using ContactBooks.Storage.Search;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// Keeps the search blocks of each book few and mostly live, in steps of some 2000 lines, one node at a time:
/// <list type="bullet">
/// <item>once 64 small blocks have come, those since the last time are merged with their neighbours;</item>
/// <item>once more than half of a book's lines are superseded, all of it is gone through.</item>
/// </list>
/// Survivors keep their order. A merged block has the number and tag of its newest, so that whoever holds blocks up to
/// that one can go on from there.
/// </summary>
internal sealed class SearchTidying(PostgresDatabase database)
{
    private const int LinesOfStep = 2000;
    private const int BlocksOfStep = 64;

    // "tidy" in ASCII.
    private const long TidyingLock = 0x74696479;

    // Below 10,000 superseded lines a search loses nothing worth a rewrite.
    private const string Untidy =
        """
        select customer_id, book_id, tidied_block, search_lines > 2 * contact_count + 10000 from books
        where search_lines > 2 * contact_count + 10000 or small_blocks >= 64 limit 1
        """;

    private const string TakeLock = "select pg_try_advisory_xact_lock($1)";

    private const string From =
        """
        select block, tag, lines, runs from search_blocks
        where customer_id = $1 and book_id = $2 and block > $3 order by block limit $4
        """;

    private const string Delete = "delete from search_blocks where customer_id = $1 and book_id = $2 and block between $3 and $4";

    private const string Insert =
        "insert into search_blocks (customer_id, book_id, block, tag, is_small, longest_number, lines, runs) values ($1, $2, $3, $4, $5, $6, $7, $8)";

    private const string CountDropped = "update books set search_lines = search_lines - $3 where customer_id = $1 and book_id = $2";

    private const string NoteTidied =
        "update books set tidied_block = greatest(tidied_block, $3), small_blocks = 0 where customer_id = $1 and book_id = $2";

    private (long Customer, long Book)? _book;
    private long _block;

    /// <summary>One step, in a transaction of its own; true if there is more to do.</summary>
    public ValueTask<bool> StepAsync() => database.WriteRepeatableAsync(
        async connection =>
        {
            await using var take = new NpgsqlCommand(TakeLock, connection);
            take.Parameters.Bind(TidyingLock);
            return (bool)(await take.ExecuteScalarAsync())! && await StepAsync(connection);
        });

    private async ValueTask<bool> StepAsync(NpgsqlConnection connection)
    {
        if (_book is null && await FindUntidyAsync(connection) is { } untidy)
        {
            (_book, _block) = ((untidy.Customer, untidy.Book), untidy.After);
        }

        if (_book is not { } book)
        {
            return false;
        }

        var run = await ReadRunAsync(connection, book);
        if (run.Count > 0)
        {
            await MergeAsync(connection, book, run);
            _block = run[^1].Number;
        }

        if (run.Count == 0 || IsTail(run))
        {
            await NoteTidiedAsync(connection, book, run);
            (_book, _block) = (null, 0);
        }

        return true;
    }

    /// <summary>The end of the book, not yet a step's worth: what comes next is merged with it.</summary>
    private static bool IsTail(List<SearchBlock> run) => run.Count < BlocksOfStep && run.Sum(block => block.Count) < LinesOfStep;

    private static async ValueTask<(long Customer, long Book, long After)?> FindUntidyAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Untidy, connection);
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() ? (row.GetInt64(0), row.GetInt64(1), row.GetBoolean(3) ? 0 : row.GetInt64(2)) : null;
    }

    private async ValueTask<List<SearchBlock>> ReadRunAsync(NpgsqlConnection connection, (long Customer, long Book) book)
    {
        await using var command = new NpgsqlCommand(From, connection);
        command.Parameters.Bind(book.Customer).Bind(book.Book).Bind(_block).Bind(BlocksOfStep);
        await using var row = await command.ExecuteReaderAsync();
        var run = new List<SearchBlock>();
        var lines = 0;
        while (lines < LinesOfStep && await row.ReadAsync())
        {
            var block = new SearchBlock(row.GetInt64(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3));
            run.Add(block);
            lines += block.Count;
        }

        return run;
    }

    private static async ValueTask MergeAsync(NpgsqlConnection connection, (long Customer, long Book) book, List<SearchBlock> run)
    {
        var stamps = await LiveStamps.ReadAsync(connection, book.Customer, book.Book, run.SelectMany(LinesOf));
        using var survivors = new SearchLines(0);
        for (var i = run.Count - 1; i >= 0; i--)
        {
            CopyLive(run[i], stamps, survivors);
        }

        var dropped = run.Sum(block => block.Count) - survivors.Count;
        if (run.Count == 1 && dropped == 0)
        {
            return;
        }

        await using var batch = new NpgsqlBatch(connection);
        NpgsqlParameterCollection Then(string sql)
        {
            var command = new NpgsqlBatchCommand(sql);
            batch.BatchCommands.Add(command);
            return command.Parameters.Bind(book.Customer).Bind(book.Book);
        }

        Then(Delete).Bind(run[0].Number).Bind(run[^1].Number);
        if (survivors.Count > 0)
        {
            Then(Insert).Bind(run[^1].Number).Bind(run[^1].Tag).Bind(SearchBlock.IsSmall(survivors.Lines.Length))
                .Bind(WrittenDigits.LongestIn(survivors.Lines)).Bind(survivors.Lines.ToArray()).Bind(survivors.Runs.ToArray());
        }

        Then(CountDropped).Bind((long)dropped);
        await batch.RunAsync();
    }

    private static List<FoundLine> LinesOf(SearchBlock block)
    {
        var lines = new List<FoundLine>(block.Count);
        for (var walk = block.Walk(); walk.MoveNext();)
        {
            lines.Add(walk.Current);
        }

        return lines;
    }

    private static void CopyLive(SearchBlock block, Dictionary<long, long> stamps, SearchLines survivors)
    {
        for (var walk = block.Walk(); walk.MoveNext();)
        {
            var line = walk.Current;
            if (stamps.TryGetValue(line.Phone, out var live) && live == line.Stamp)
            {
                survivors.Add(walk.Text, line.Stamp, line.Block);
            }
        }
    }

    private async ValueTask NoteTidiedAsync(NpgsqlConnection connection, (long Customer, long Book) book, List<SearchBlock> run)
    {
        // A tail that is small stays to be merged with what comes.
        var isSmall = run.Count > 0 && SearchBlock.IsSmall(run.Sum(block => block.Lines.Length));
        await using var command = new NpgsqlCommand(NoteTidied, connection);
        command.Parameters.Bind(book.Customer).Bind(book.Book).Bind(isSmall ? run[0].Number - 1 : _block);
        await command.ExecuteNonQueryAsync();
    }
}
