using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store.Model;

/// <summary>Imports in the model.</summary>
internal sealed class InMemoryImports(InMemoryStore store) : IImportStore
{
    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<(CustomerId Customer, string Import, int Number), (ReadOnlyMemory<byte> Bytes, DateTimeOffset KeptAt)> _pieces = [];
    private readonly Dictionary<(CustomerId Customer, string Headers), (ColumnMapping Mapping, DateTimeOffset UsedAt)> _mappings = [];

    /// <summary>Where each import stands.</summary>
    public IReadOnlyList<ImportState> States
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries.Select(entry => entry.Import.State)];
            }
        }
    }

    public ValueTask KeepPieceAsync(
        CustomerId customer, string importUid, int number, ReadOnlyMemory<byte> bytes, DateTimeOffset now, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _pieces[(customer, importUid, number)] = (bytes.ToArray(), now);
            return default;
        }
    }

    public ValueTask<Written<Import>> CreateAsync(
        CustomerId customer, BookId book, NewImport import, DateTimeOffset now, AnswerToKeep<Import>? keep, CancellationToken cancellation) =>
        store.Write(customer, keep, now, holdings =>
        {
            if (holdings.FindBook(book) is not { } into)
            {
                return null;
            }

            var made = new Import
            {
                Uid = import.Uid,
                BookUid = into.Uid,
                FileName = import.FileName,
                FileBytes = import.FileBytes,
                Options = import.Options,
                State = ImportState.Queued,
                CreatedAt = now,
            };
            lock (_lock)
            {
                _entries.Add(new Entry(customer, book) { Import = made });
                Remember(customer, import.Remember, now);
            }

            return (made, import.Change is { } change ? holdings.Recording(change, book, now, []) : holdings);
        });

    public ValueTask<ColumnMapping?> FindMappingAsync(CustomerId customer, string headers, DateTimeOffset now)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(
                _mappings.TryGetValue((customer, headers), out var one) && one.UsedAt > now - RememberedMapping.Lifetime ? one.Mapping : null);
        }
    }

    public ValueTask<Import?> FindAsync(CustomerId customer, BookId book, string importUid)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(Find(customer, book, importUid)?.Import);
        }
    }

    public ValueTask<Page<Import, ImportCursor>> ListAsync(CustomerId customer, BookId book, Slice<ImportCursor> slice)
    {
        lock (_lock)
        {
            var newestFirst = _entries.Where(entry => entry.Customer == customer && entry.Book == book).Select(entry => entry.Import)
                .OrderByDescending(import => import.Uid, StringComparer.Ordinal);
            var rest = slice.After is { } cursor
                ? newestFirst.Where(import => string.CompareOrdinal(import.Uid, cursor.Uid) < 0)
                : newestFirst.Skip((int)Math.Min(slice.Offset, int.MaxValue));
            return ValueTask.FromResult(Pages.First(rest, slice.Limit, import => new ImportCursor(import.Uid)));
        }
    }

    public ValueTask<ReadOnlyMemory<byte>> ReadPieceAsync(CustomerId customer, string importUid, int number, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_pieces.GetValueOrDefault((customer, importUid, number)).Bytes);
        }
    }

    public ValueTask<Import?> CancelAsync(CustomerId customer, BookId book, string importUid, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (Find(customer, book, importUid) is not { } entry)
            {
                return ValueTask.FromResult<Import?>(null);
            }

            if (!entry.Import.HasEnded)
            {
                entry.Import = entry.Import with { IsCancelRequested = true };
                if (entry.Import.State == ImportState.Queued)
                {
                    entry.Import = entry.Import with { State = ImportState.Cancelled, EndedAt = now };
                }
            }

            return ValueTask.FromResult<Import?>(entry.Import);
        }
    }

    /// <summary>Nothing: no process ever finds what another has left in it.</summary>
    public ValueTask ReleaseAbandonedAsync() => default;

    public ValueTask<ImportLease?> LeaseAsync(string token, DateTimeOffset now, DateTimeOffset until)
    {
        lock (_lock)
        {
            var busy = _entries.Where(entry => entry.LeaseUntil > now).Select(entry => entry.Customer).ToHashSet();
            var next = _entries.Where(entry => !entry.Import.HasEnded && entry.LeaseUntil <= now && !busy.Contains(entry.Customer))
                .OrderBy(entry => entry.Import.CreatedAt).ThenBy(entry => entry.Import.Uid, StringComparer.Ordinal).FirstOrDefault();
            if (next is null)
            {
                return ValueTask.FromResult<ImportLease?>(null);
            }

            (next.Lease, next.LeaseUntil) = (token, until);
            next.Import = next.Import with { State = ImportState.Running, StartedAt = next.Import.StartedAt ?? now };
            return ValueTask.FromResult<ImportLease?>(new ImportLease(next.Customer, next.Book, next.Import, token));
        }
    }

    public ValueTask<LeaseState> ExtendAsync(ImportLease lease, long? totalRows, DateTimeOffset until) => Hold(lease, entry =>
    {
        entry.Import = entry.Import with { TotalRows = totalRows ?? entry.Import.TotalRows };
        entry.LeaseUntil = until;
        return true;
    });

    public ValueTask<LeaseState> AdvanceAsync(
        ImportLease lease, ImportCounts before, ImportCounts after, IReadOnlyList<RejectedLine> rejected, DateTimeOffset until) => Hold(lease, entry =>
    {
        if (entry.Import.Counts.Read != before.Read)
        {
            return entry.Import.Counts.Read == after.Read;
        }

        entry.Import = entry.Import with { Counts = after };
        entry.LeaseUntil = until;
        entry.Rejected.AddRange(rejected);
        return true;
    });

    public ValueTask<bool> EndAsync(ImportLease lease, ImportState state, ImportFault? fault, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (Held(lease) is not { } entry)
            {
                return ValueTask.FromResult(false);
            }

            entry.Import = entry.Import with { State = state, Fault = fault, EndedAt = now };
            entry.LeaseUntil = default;
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask ReleaseAsync(ImportLease lease)
    {
        lock (_lock)
        {
            if (Held(lease) is { } entry)
            {
                (entry.Lease, entry.LeaseUntil) = (null, default);
            }

            return default;
        }
    }

    public ValueTask<IReadOnlyList<RejectedLine>> ListRejectedAsync(CustomerId customer, string importUid, long after, int limit)
    {
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<RejectedLine>>(
                [.. _entries.Where(entry => entry.Customer == customer && entry.Import.Uid == importUid).SelectMany(entry => entry.Rejected)
                    .Where(line => line.Number > after).OrderBy(line => line.Number).Take(limit)]);
        }
    }

    /// <summary>Forgets imports and mappings past their time, and files that nobody is still to read.</summary>
    public void Forget(DateTimeOffset now)
    {
        lock (_lock)
        {
            _entries.RemoveAll(entry => entry.Import.EndedAt <= now - IImportStore.Lifetime);
            foreach (var old in _mappings.Where(mapping => mapping.Value.UsedAt <= now - RememberedMapping.Lifetime).ToList())
            {
                _mappings.Remove(old.Key);
            }

            var toRead = _entries.Where(entry => !entry.Import.HasEnded).Select(entry => (entry.Customer, entry.Import.Uid)).ToHashSet();
            foreach (var (piece, (_, keptAt)) in _pieces)
            {
                if (keptAt <= now - TimeSpan.FromDays(1) && !toRead.Contains((piece.Customer, piece.Import)))
                {
                    _pieces.Remove(piece);
                }
            }
        }
    }

    private void Remember(CustomerId customer, RememberedMapping? one, DateTimeOffset now)
    {
        if (one is null)
        {
            return;
        }

        _mappings[(customer, one.Headers)] = (one.Mapping, now);
        foreach (var old in _mappings.Where(mapping => mapping.Key.Customer == customer)
            .OrderByDescending(mapping => mapping.Value.UsedAt).Skip(RememberedMapping.MostOfACustomer).ToList())
        {
            _mappings.Remove(old.Key);
        }
    }

    private ValueTask<LeaseState> Hold(ImportLease lease, Func<Entry, bool> work)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(
                Held(lease) is not { } entry || !work(entry) ? LeaseState.Lost :
                entry.Import.IsCancelRequested ? LeaseState.CancelRequested : LeaseState.Held);
        }
    }

    private Entry? Held(ImportLease lease) => _entries.Find(entry =>
        entry.Customer == lease.Customer && entry.Import.Uid == lease.Import.Uid && entry.Lease == lease.Token && !entry.Import.HasEnded);

    private Entry? Find(CustomerId customer, BookId book, string importUid) =>
        _entries.Find(entry => entry.Customer == customer && entry.Book == book && entry.Import.Uid == importUid);

    private sealed class Entry(CustomerId customer, BookId book)
    {
        public CustomerId Customer => customer;

        public BookId Book => book;

        public required Import Import { get; set; }

        public string? Lease { get; set; }

        public DateTimeOffset LeaseUntil { get; set; }

        public List<RejectedLine> Rejected { get; } = [];
    }
}
