using System.Collections.Immutable;
using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Limits;
using ContactBooks.Core.Phones;
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

    public InMemoryStore()
    {
        Directory = new InMemoryDirectory();
        Books = new InMemoryBooks(this);
        Contacts = new InMemoryContacts(this);
        Keys = new InMemoryKeys(this);
        _imports = new InMemoryImports(this);
        Suppressions = new InMemorySuppressions(this);
        CustomFields = new InMemoryCustomFields(this);
    }

    public IDirectory Directory { get; }

    public IBookStore Books { get; }

    public IContactStore Contacts { get; }

    public IKeyStore Keys { get; }

    public ILimitStore Limits { get; } = new InMemoryLimits();

    public IImportStore Imports => _imports;

    public ISuppressionStore Suppressions { get; }

    public ICustomFieldStore CustomFields { get; }

    // A write is done before anyone can ask.
    public int WaitingWrites => 0;

    public ValueTask PingAsync(CancellationToken cancellation) => default;

    public ValueTask<bool> MaintainAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        _imports.Forget(now);
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

            var answer = keep is null ? null : new KeptAnswer(keep.Message, keep.Render(value));
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

    /// <summary>The definitions of custom fields.</summary>
    public ImmutableList<CustomFieldDefinition> CustomFields { get; init; } = [];

    public static readonly Holdings None = new(
        [],
        ImmutableDictionary<Phone, Contact>.Empty,
        ImmutableDictionary<(BookId, Phone), DateTimeOffset>.Empty,
        ImmutableDictionary<(string, string), (KeyedRequest, KeptAnswer, DateTimeOffset)>.Empty);

    public Book? FindBook(BookId id) => Books.Find(book => book.Id == id);

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
