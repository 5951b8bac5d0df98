using System.Collections.Immutable;
using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.History;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Limits;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Statistics;
using ContactBooks.Core.Store;
using ContactBooks.Core.Suppressions;

namespace ContactBooks.Specs.Store.Model;

/// <summary>
/// The model: what a store does, said as simply as can be, for engines to be held against. What a customer holds is one
/// value; a write makes the next one, which takes effect as a whole or not at all.
/// </summary>
internal sealed class InMemoryStore : IStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<CustomerId, Holdings> _holdings = [];
    private readonly InMemoryImports _imports;
    private readonly InMemoryHistory _history;
    private readonly InMemoryAccounts _accounts;
    private readonly InMemorySessions _sessions;

    public InMemoryStore()
    {
        var directory = new InMemoryDirectory();
        Directory = directory;
        Books = new InMemoryBooks(this);
        Contacts = new InMemoryContacts(this);
        Keys = new InMemoryKeys(this);
        _imports = new InMemoryImports(this);
        Suppressions = new InMemorySuppressions(this);
        CustomFields = new InMemoryCustomFields(this);
        Statistics = new InMemoryStatistics(this);
        _history = new InMemoryHistory(this);
        _accounts = new InMemoryAccounts(directory);
        _sessions = new InMemorySessions(_accounts, directory);
        Passkeys = new InMemoryPasskeys(_accounts, directory);
    }

    public IDirectory Directory { get; }

    public IBookStore Books { get; }

    public IContactStore Contacts { get; }

    public IKeyStore Keys { get; }

    public ILimitStore Limits { get; } = new InMemoryLimits();

    public IImportStore Imports => _imports;

    public ISuppressionStore Suppressions { get; }

    public ICustomFieldStore CustomFields { get; }

    public IHistoryStore History => _history;

    public IStatisticsStore Statistics { get; }

    public IAccountStore Accounts => _accounts;

    public ISessionStore Sessions => _sessions;

    public IPasskeyStore Passkeys { get; }

    public IKeyRingStore KeyRing { get; } = new InMemoryKeyRing();

    /// <summary>Those that hold anything.</summary>
    public IReadOnlyList<CustomerId> Customers
    {
        get
        {
            lock (_lock)
            {
                return [.. _holdings.Keys];
            }
        }
    }

    // A write is done before anyone can ask.
    public int WaitingWrites => 0;

    public ValueTask PingAsync(CancellationToken cancellation) => default;

    public ValueTask<StoreStatus> ReadStatusAsync(CancellationToken cancellation)
    {
        var states = _imports.States;
        var underWay = Customers.Sum(customer => Of(customer).Changes.Count(change => change.State is ChangeState.Running or ChangeState.Undoing));
        return ValueTask.FromResult(new StoreStatus(
            "A model", 1, states.Count(state => state == ImportState.Queued), states.Count(state => state == ImportState.Running), underWay));
    }

    public ValueTask<bool> MaintainAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        _imports.Forget(now);
        _history.Forget(now);
        _sessions.Forget(now);
        _accounts.Forget(now);
        return ValueTask.FromResult(false);
    }

    public ValueTask DisposeAsync() => default;

    /// <summary>What a customer holds now.</summary>
    public Holdings Of(CustomerId customer)
    {
        lock (_lock)
        {
            return _holdings.GetValueOrDefault(customer, Holdings.None);
        }
    }

    /// <summary>Does a write that no key can ask for.</summary>
    public void Write(CustomerId customer, Func<Holdings, Holdings> work)
    {
        lock (_lock)
        {
            _holdings[customer] = work(Of(customer));
        }
    }

    /// <summary>Does a write once, whether or not a key asks for it.</summary>
    /// <param name="customer">Whose write it is.</param>
    /// <param name="keep">The key; null for none.</param>
    /// <param name="now">When it takes place.</param>
    /// <param name="work">What it makes, and what the customer then holds; null if the book is not there.</param>
    public ValueTask<Written<T>> Write<T>(
        CustomerId customer, AnswerToKeep<T>? keep, DateTimeOffset now, Func<Holdings, (T Value, Holdings After)?> work)
    {
        lock (_lock)
        {
            var before = Of(customer);
            if (keep is not null && before.FindKey(keep.Request, now) is { State: not KeyState.Unknown } known)
            {
                return ValueTask.FromResult(new Written<T>(known.State == KeyState.Answered ? WriteEnd.Replayed : WriteEnd.KeyReused, default, known.Answer));
            }

            if (work(before) is not var (value, after))
            {
                return ValueTask.FromResult(new Written<T>(WriteEnd.BookNotFound));
            }

            var answer = keep?.AnswerOf(value);
            _holdings[customer] = keep is null ? after : after.Keeping(keep.Request, answer!, now);
            return ValueTask.FromResult(new Written<T>(WriteEnd.Done, value, answer));
        }
    }
}

/// <summary>All that a customer holds.</summary>
/// <param name="Books">The books, the oldest first, their contacts not counted.</param>
/// <param name="Contacts">The contacts by phone, their groups not filled in.</param>
/// <param name="Memberships">Since when a contact is in a book.</param>
/// <param name="Keys">The answers kept for retries.</param>
internal sealed record Holdings(
    ImmutableList<Book> Books,
    ImmutableDictionary<Phone, Contact> Contacts,
    ImmutableDictionary<(BookId Book, Phone Phone), DateTimeOffset> Memberships,
    ImmutableDictionary<(string Operation, string Key), (KeyedRequest Request, KeptAnswer Answer, DateTimeOffset At)> Keys)
{
    /// <summary>The phones that are not to be written to.</summary>
    public ImmutableDictionary<Phone, Suppression> Suppressions { get; init; } = ImmutableDictionary<Phone, Suppression>.Empty;

    /// <summary>The rows that were counted.</summary>
    public ImmutableDictionary<RowKind, long> RowCounts { get; init; } = ImmutableDictionary<RowKind, long>.Empty;

    /// <summary>The definitions of custom fields.</summary>
    public ImmutableList<CustomFieldDefinition> CustomFields { get; init; } = [];

    public static readonly Holdings None = new(
        [],
        ImmutableDictionary<Phone, Contact>.Empty,
        ImmutableDictionary<(BookId, Phone), DateTimeOffset>.Empty,
        ImmutableDictionary<(string, string), (KeyedRequest, KeptAnswer, DateTimeOffset)>.Empty);

    /// <summary>What was recorded, the oldest first.</summary>
    public ImmutableList<RecordedChange> Changes { get; init; } = [];

    /// <summary>The books that were deleted, and by what change. A book stays where it stands, so that its number is given once.</summary>
    public ImmutableDictionary<BookId, string> DeletedBooks { get; init; } = ImmutableDictionary<BookId, string>.Empty;

    /// <summary>When an undo last gave a contact former values.</summary>
    public ImmutableDictionary<Phone, DateTimeOffset> RestoredAt { get; init; } = ImmutableDictionary<Phone, DateTimeOffset>.Empty;

    /// <summary>With what was done under a change.</summary>
    public Holdings Recording(NewChange change, BookId book, DateTimeOffset now, IReadOnlyList<RecordedEntry> entries)
    {
        var index = Changes.FindIndex(recorded => recorded.Change.Uid == change.Uid);
        var recorded = index < 0 ? new RecordedChange(change, book, now) : Changes[index];
        recorded = recorded with { Change = recorded.Change with { UndoUntil = change.UndoUntil } };
        if (entries.Count > 0)
        {
            recorded = recorded with { Blocks = recorded.Blocks.Add(new RecordedBlock(now, [.. entries])) };
        }

        return this with { Changes = index < 0 ? Changes.Add(recorded) : Changes.SetItem(index, recorded) };
    }

    public Book? FindBook(BookId id) => Books.Find(book => book.Id == id && IsThere(book));

    public bool IsThere(Book book) => !DeletedBooks.ContainsKey(book.Id);

    public Book Counted(Book book) => book with { ContactCount = Memberships.Keys.Count(membership => membership.Book == book.Id) };

    public (KeyState State, KeptAnswer? Answer) FindKey(KeyedRequest request, DateTimeOffset now)
    {
        if (!Keys.TryGetValue((request.Operation, request.Key), out var kept) || now - kept.At >= KeyedRequest.Lifetime)
        {
            return (KeyState.Unknown, null);
        }

        return kept.Request.Fingerprint.Span.SequenceEqual(request.Fingerprint.Span) ? (KeyState.Answered, kept.Answer) : (KeyState.Reused, null);
    }

    public Holdings Keeping(KeyedRequest request, KeptAnswer answer, DateTimeOffset now) =>
        this with { Keys = Keys.SetItem((request.Operation, request.Key), (request, answer, now)) };
}
