using ContactBooks.Core.Accounts;
using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Limits;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Core.Search;
using ContactBooks.Core.Tidying;
using ContactBooks.Core.Tokens;

namespace ContactBooks.Core.Store;

/// <summary>
/// The port of the store, in fourteen parts by noun. An engine implements them with its own best SQL and passes the one
/// contract suite. All its methods throw <see cref="StoreFaultException"/> when the database can't do its work; what has
/// been answered is on disk. Time is always an argument.
/// </summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>Who may use the server.</summary>
    IDirectory Directory { get; }

    /// <summary>The books.</summary>
    IBookStore Books { get; }

    /// <summary>The contacts and the uploads that bring them.</summary>
    IContactStore Contacts { get; }

    /// <summary>The answers kept for retries.</summary>
    IKeyStore Keys { get; }

    /// <summary>What has been used of rate limits.</summary>
    ILimitStore Limits { get; }

    /// <summary>Files on their way into books.</summary>
    IImportStore Imports { get; }

    /// <summary>Phones that are not to be written to.</summary>
    ISuppressionStore Suppressions { get; }

    /// <summary>What custom fields are.</summary>
    ICustomFieldStore CustomFields { get; }

    /// <summary>What was changed, and taking it back.</summary>
    IHistoryStore History { get; }

    /// <summary>Numbers to look at.</summary>
    IStatisticsStore Statistics { get; }

    /// <summary>Who may sign in.</summary>
    IAccountStore Accounts { get; }

    /// <summary>Who is signed in.</summary>
    ISessionStore Sessions { get; }

    /// <summary>What one can sign in with in place of a password.</summary>
    IPasskeyStore Passkeys { get; }

    /// <summary>The keys that protect what browsers hold.</summary>
    IKeyRingStore KeyRing { get; }

    /// <summary>Writes that wait or are under way in this process.</summary>
    int WaitingWrites { get; }

    /// <summary>Answers if the database does.</summary>
    ValueTask PingAsync(CancellationToken cancellation);

    /// <summary>How it is and what waits in it, for an operator to look at now and then.</summary>
    ValueTask<StoreStatus> ReadStatusAsync(CancellationToken cancellation);

    /// <summary>
    /// A small step of housekeeping: forgets expired keys, limits' uses, old imports and changes, sessions and invitations that
    /// are over, tidies the search. True if there is more to do.
    /// </summary>
    ValueTask<bool> MaintainAsync(DateTimeOffset now, CancellationToken cancellation);
}

/// <summary>Customers, their users and tokens.</summary>
public interface IDirectory
{
    /// <summary>Makes a customer and its first user, who is its owner.</summary>
    ValueTask<Customer> CreateCustomerAsync(string uid, string name, CallingCode? countryCode, Features features, string userUid, DateTimeOffset now);

    /// <summary>All customers, the oldest first.</summary>
    ValueTask<IReadOnlyList<Customer>> ListCustomersAsync();

    /// <summary>The customer of that identifier, or null.</summary>
    ValueTask<Customer?> FindCustomerAsync(string customerUid);

    /// <summary>Changes what a subscription includes; false if there is no such customer.</summary>
    ValueTask<bool> SetFeaturesAsync(string customerUid, Features features);

    /// <summary>Switches a customer on or off; false if there is no such customer.</summary>
    ValueTask<bool> SetCustomerActiveAsync(string customerUid, bool active);

    /// <summary>Adds a person to a customer, as an owner or a member.</summary>
    ValueTask<User> CreateUserAsync(CustomerId customer, string uid, string name, string? email, AccountRole role, DateTimeOffset now);

    /// <summary>The people of a customer, the oldest first.</summary>
    ValueTask<IReadOnlyList<User>> ListUsersAsync(CustomerId customer);

    /// <summary>Switches a person on or off; false if there is no such person.</summary>
    ValueTask<bool> SetUserActiveAsync(string userUid, bool active);

    /// <summary>Makes a token for a person of the customer (null for its first); null if there is no such person.</summary>
    ValueTask<Token?> CreateTokenAsync(CustomerId customer, string? userUid, NewToken token, DateTimeOffset now);

    /// <summary>The tokens of a customer, the newest first.</summary>
    ValueTask<IReadOnlyList<Token>> ListTokensAsync(CustomerId customer);

    /// <summary>Revokes a token at once; false if there is no such token. Revoking again keeps the first time.</summary>
    ValueTask<bool> RevokeTokenAsync(string tokenUid, DateTimeOffset now);

    /// <summary>What a presented secret opens, by its hash; null for one that was never given. Asked anew at every request.</summary>
    ValueTask<TokenGrant?> FindGrantAsync(ReadOnlyMemory<byte> hash);

    /// <summary>Records when tokens were last used.</summary>
    ValueTask RecordUseAsync(IReadOnlyCollection<TokenUse> uses);
}

/// <summary>A token and when it was last used.</summary>
/// <param name="CustomerId">Whose it is.</param>
/// <param name="TokenUid">The token's record.</param>
/// <param name="At">When, UTC.</param>
public readonly record struct TokenUse(CustomerId CustomerId, string TokenUid, DateTimeOffset At);

/// <summary>Which of a customer's books are asked for.</summary>
/// <param name="Status">Only those of that status; null for all.</param>
/// <param name="Search">Only those with this in name or description, without regard to case; null for all.</param>
public readonly record struct BookFilter(BookStatus? Status, string? Search);

/// <summary>Contact books.</summary>
public interface IBookStore
{
    /// <summary>
    /// Makes an empty, active book. Nothing is made, and the end is <see cref="WriteEnd.BookNotFound"/>, where the customer has or had another
    /// book of its identifier, one that was deleted and can come back.
    /// </summary>
    ValueTask<Written<Book>> CreateAsync(CustomerId customer, NewBook book, DateTimeOffset now, AnswerToKeep<Book>? keep, CancellationToken cancellation);

    /// <summary>Gives a book another name.</summary>
    ValueTask<Written<Book>> RenameAsync(CustomerId customer, BookId book, string name, DateTimeOffset now, AnswerToKeep<Book>? keep, CancellationToken cancellation);

    /// <summary>
    /// Deletes a book: from now on it is not there, for anybody and anything. Its contacts leave it after that, block after block
    /// (<see cref="IHistoryStore.ContinueAsync"/>). What is left of it is forgotten when the change can no longer be undone.
    /// </summary>
    /// <param name="customer">Whose book it is.</param>
    /// <param name="book">The book.</param>
    /// <param name="change">As what it is told of. One that can be undone until now, and no longer, has no blocks.</param>
    /// <param name="now">When.</param>
    /// <param name="keep">The key and how to render its answer; null for none.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    ValueTask<Written<Change>> DeleteAsync(
        CustomerId customer, BookId book, NewChange change, DateTimeOffset now, AnswerToKeep<Change>? keep, CancellationToken cancellation);

    /// <summary>What deleting a book would do now; null if there is none. It takes the longer the more contacts are in several books.</summary>
    ValueTask<BookDeletionOutlook?> PredictDeletionAsync(CustomerId customer, BookId book);

    /// <summary>Puts a book aside, or back into use; <see cref="WriteEnd.BookNotFound"/> if there is none.</summary>
    ValueTask<Written<Book>> SetStatusAsync(
        CustomerId customer, BookId book, BookStatus status, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>The customer's book of that identifier; null if there is none, another's included.</summary>
    ValueTask<Book?> FindAsync(CustomerId customer, string bookUid);

    /// <summary>The customer's books, the newest first.</summary>
    ValueTask<Page<Book, BookCursor>> ListAsync(CustomerId customer, BookFilter filter, Slice<BookCursor> slice);
}

/// <summary>Contacts.</summary>
public interface IContactStore
{
    /// <summary>
    /// Does an upload, whole, in one transaction: creates or updates each contact and links it to the book. What it does is
    /// recorded with it, so that it can be undone, if its plan says as what; an upload that changes nothing is not.
    /// </summary>
    ValueTask<Written<UploadOutcome>> UploadAsync(
        CustomerId customer, BookId book, UploadPlan plan, DateTimeOffset now, AnswerToKeep<UploadOutcome>? keep, CancellationToken cancellation);

    /// <summary>What an upload would do now; nothing is written, and contacts it would create have no identifier yet.</summary>
    ValueTask<UploadOutcome> PredictAsync(CustomerId customer, UploadPlan plan);

    /// <summary>
    /// Does with contacts that are there what is asked for, in one transaction. The book that they are in and the one that they are moved to
    /// must be there.
    /// </summary>
    ValueTask<Written<TidyingOutcome>> TidyAsync(
        CustomerId customer, TidyingRequest request, DateTimeOffset now, AnswerToKeep<TidyingOutcome>? keep, CancellationToken cancellation);

    /// <summary>What that would do now; nothing is written.</summary>
    ValueTask<TidyingOutcome> PredictAsync(CustomerId customer, TidyingRequest request);

    /// <summary>The customer's contact of that identifier; null if there is none, another's and one that is in no book but deleted ones included.</summary>
    ValueTask<Contact?> FindAsync(CustomerId customer, ContactUid contact);

    /// <summary>The contacts that are in several books, in the order of their identifiers.</summary>
    ValueTask<Page<Contact, ContactCursor>> ListInSeveralBooksAsync(CustomerId customer, Slice<ContactCursor> slice);

    /// <summary>How many contacts are in several books.</summary>
    ValueTask<long> CountInSeveralBooksAsync(CustomerId customer);

    /// <summary>The contacts of a book: newest membership first, then identifier.</summary>
    ValueTask<Page<Contact, ContactCursor>> ListAsync(CustomerId customer, BookId book, Slice<ContactCursor> slice);

    /// <summary>The contacts of a book that a search finds, in an order that stays the same while nothing is written.</summary>
    ValueTask<Page<Contact, ContactCursor>> SearchAsync(
        CustomerId customer, BookId book, SearchQuery query, Slice<ContactCursor> slice, CancellationToken cancellation);

    /// <summary>
    /// The contacts of a book, or those that a search finds, in another order. All but <see cref="ContactSort.Oldest"/> without a search
    /// look at each contact of the book for every page: some 30 ms for 1,000,000.
    /// </summary>
    /// <param name="customer">Whose book it is.</param>
    /// <param name="book">The book.</param>
    /// <param name="sort">In which order.</param>
    /// <param name="query">What is searched for; null for all.</param>
    /// <param name="limit">How many at the most, 1 to 1000.</param>
    /// <param name="after">The place to go on after, of the order that <see cref="ContactCursor.OrderOf"/> tells; null to begin.</param>
    /// <param name="cancellation">Ends it.</param>
    ValueTask<Page<Contact, ContactCursor>> ListSortedAsync(
        CustomerId customer,
        BookId book,
        ContactSort sort,
        SearchQuery? query,
        int limit,
        ContactCursor? after,
        CancellationToken cancellation);
}

/// <summary>Idempotency keys.</summary>
public interface IKeyStore
{
    /// <summary>What is known of a request's key, and the answer if it is kept.</summary>
    ValueTask<(KeyState State, KeptAnswer? Answer)> FindAsync(CustomerId customer, KeyedRequest request, DateTimeOffset now);
}

/// <summary>
/// Rate limits: what has been used of them on all nodes that the store serves together. This alone need not outlive a
/// crash of the database or a restart: then no limit has been used yet.
/// </summary>
public interface ILimitStore
{
    /// <summary>
    /// Takes one use of each bucket, if each has room; else of none, so that a client which one limit refuses doesn't use
    /// up another. Of any number of takers at once none gets past a quota. Counted as by <see cref="UseLog"/>.
    /// </summary>
    /// <param name="customer">Whose buckets they are; another's of the same keys are others.</param>
    /// <param name="buckets">One or more, each key once.</param>
    /// <param name="now">The time of the use.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    ValueTask<Taking> TakeAsync(CustomerId customer, IReadOnlyList<Bucket> buckets, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>What each bucket takes, in the order in which they are given. It uses none.</summary>
    ValueTask<IReadOnlyList<Allowance>> LookAsync(CustomerId customer, IReadOnlyList<Bucket> buckets, DateTimeOffset now);
}
