using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// The search blocks of one book in this process. They only ever get more at the end, since a block is immutable and
/// blocks are committed in the order of their numbers; so what is new is asked for before each search, in one message,
/// and that makes this node's answer as true as any other's. Searches that come while one is asked for share the next: it is
/// asked for after they came, and ten searchers of a book don't wait for ten round trips one after another.
/// </summary>
internal sealed class CachedBook(PostgresDatabase database, long customer, long book)
{
    // The newest block held comes too, without its content: if it is no longer there under its tag, the blocks were
    // tidied meanwhile, or the primary that had committed it is lost and another has that number now.
    private const string Since =
        """
        select block, tag,
          case when block = $3 and tag = $4 then null else lines end,
          case when block = $3 and tag = $4 then null else runs end
        from search_blocks where customer_id = $1 and book_id = $2 and block >= $3 order by block
        """;

    /// <summary>Superseded lines and merged blocks pile up here until all is loaded again.</summary>
    private const int ToleratedLines = 20_000;
    private const int ToleratedBlocks = 2_000;

    private readonly Lock _gate = new();

    // What is asked for now or was last, and what will be after it, if anybody waits for that.
    private Task<ReadOnlyMemory<SearchBlock>> _last = Task.FromResult(ReadOnlyMemory<SearchBlock>.Empty);
    private Task<ReadOnlyMemory<SearchBlock>>? _next;

    private SearchBlock[] _blocks = [];
    private int _count;
    private int _lines;
    private int _linesToReloadAt = ToleratedLines;
    private int _blocksToReloadAt = ToleratedBlocks;

    /// <summary>Bytes held.</summary>
    public long Size { get; private set; }

    /// <summary>When it was last searched, by <see cref="Environment.TickCount64"/>.</summary>
    public long UsedAt { get; private set; }

    /// <summary>All blocks that are committed now, the oldest first.</summary>
    public Task<ReadOnlyMemory<SearchBlock>> BlocksAsync(CancellationToken cancellation)
    {
        UsedAt = Environment.TickCount64;
        lock (_gate)
        {
            _next ??= AfterAsync(_last);
            return _next.WaitAsync(cancellation);
        }
    }

    private async Task<ReadOnlyMemory<SearchBlock>> AfterAsync(Task before)
    {
        // Whatever became of that one; and never at once, since the gate is held.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_gate)
        {
            (_last, _next) = (_next!, null);
        }

        if (_count == 0 || _lines > _linesToReloadAt || _count > _blocksToReloadAt || !await AppendNewAsync())
        {
            await ReloadAsync();
        }

        return _blocks.AsMemory(0, _count);
    }

    private async ValueTask ReloadAsync()
    {
        // Where the connection ended on the way and the blocks were tidied before it went on, what came first is of no use.
        do
        {
            (_blocks, _count, _lines, Size) = ([], 0, 0, 0);
        }
        while (!await AppendNewAsync());

        (_linesToReloadAt, _blocksToReloadAt) = ((2 * _lines) + ToleratedLines, (2 * _count) + ToleratedBlocks);
    }

    /// <summary>Appends what is new; false if what is held doesn't lead up to it.</summary>
    private ValueTask<bool> AppendNewAsync() => database.ReadAsync(
        async connection =>
        {
            var newest = _count == 0 ? null : _blocks[_count - 1];
            await using var command = new NpgsqlCommand(Since, connection);
            command.Parameters.Bind(customer).Bind(book).Bind(newest?.Number ?? 0).Bind(newest?.Tag ?? 0);
            await using var row = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess);
            if (newest is not null && !(await row.ReadAsync() && row.GetInt64(0) == newest.Number && row.GetInt64(1) == newest.Tag))
            {
                return false;
            }

            while (await row.ReadAsync())
            {
                Append(new SearchBlock(row.GetInt64(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3)));
            }

            return true;
        });

    /// <summary>Those who are searching have the array and their own count: what comes behind that is none of theirs.</summary>
    private void Append(SearchBlock block)
    {
        if (_count == _blocks.Length)
        {
            Array.Resize(ref _blocks, Math.Max(16, _count * 2));
        }

        _blocks[_count++] = block;
        _lines += block.Count;
        Size += block.Size;
    }
}
