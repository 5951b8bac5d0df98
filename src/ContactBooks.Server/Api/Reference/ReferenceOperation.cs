using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Api.Reference;

/// <summary>What an operation takes besides a token.</summary>
[Flags]
internal enum Takes
{
    Nothing = 0,

    /// <summary>The book's identifier, in the path.</summary>
    Book = 1,

    /// <summary><c>page</c>, <c>limit</c>, <c>cursor</c>.</summary>
    Paging = 2,

    /// <summary><c>status</c> and <c>search</c> over books.</summary>
    BookFilter = 4,

    /// <summary><c>search</c> over contacts.</summary>
    ContactSearch = 8,

    /// <summary><c>dryRun</c>.</summary>
    DryRun = 16,

    /// <summary>The header <c>Idempotency-Key</c>.</summary>
    Key = 32,

    /// <summary>A body that makes a book.</summary>
    NewBook = 64,

    /// <summary>A body that renames a book.</summary>
    BookName = 128,

    /// <summary>A body of contacts.</summary>
    Contacts = 256,

    /// <summary>Any body.</summary>
    Body = NewBook | BookName | Contacts,
}

/// <summary>An operation's entry in the reference, as metadata of its route.</summary>
/// <param name="Name">Its <c>operationId</c>.</param>
/// <param name="Tag">What it is about.</param>
/// <param name="Summary">What it does, in a few words.</param>
/// <param name="Description">What a client should know of it.</param>
/// <param name="Takes">What it takes besides a token.</param>
internal sealed record ReferenceOperation(string Name, string Tag, string Summary, string Description, Takes Takes)
{
    /// <summary>Whether it takes any of these.</summary>
    public bool TakesAny(Takes what) => (Takes & what) != 0;
}

/// <summary>The operations that the reference tells of.</summary>
internal static class ReferenceOperations
{
    public const string BooksTag = "Contact books";
    public const string ContactsTag = "Contacts";

    public static ReferenceOperation ListBooks { get; } = new(
        "listContactBooks",
        BooksTag,
        "List contact books",
        "The books of the customer, the newest first; contactBooks and items are the same list.",
        Takes.Paging | Takes.BookFilter);

    public static ReferenceOperation CreateBook { get; } = new(
        "createContactBook",
        BooksTag,
        "Create a contact book",
        "Makes a book, ACTIVE and empty. Two books may bear one name.",
        Takes.NewBook | Takes.Key);

    public static ReferenceOperation ReadBook { get; } = new(
        "readContactBook",
        BooksTag,
        "Read a contact book",
        "One book, with the number of its contacts.",
        Takes.Book);

    public static ReferenceOperation RenameBook { get; } = new(
        "renameContactBook",
        BooksTag,
        "Rename a contact book",
        "Gives a book another name. Only the name can be changed here; any other field is ignored.",
        Takes.Book | Takes.BookName | Takes.Key);

    public static ReferenceOperation ListContacts { get; } = new(
        "listContacts",
        ContactsTag,
        "List or search the contacts of a book",
        "The contacts of a book, the newest in it first; with search, in an order that stays the same from page to page. " +
        "What an upload answered is found at once. contacts and items are the same list.",
        Takes.Book | Takes.Paging | Takes.ContactSearch);

    public static ReferenceOperation UploadContacts { get; } = new(
        "uploadContacts",
        ContactsTag,
        "Bulk upload contacts into one contact book",
        "Takes 1 to 1000 contacts and answers what became of each, in the order of the request: CREATED, UPDATED, SKIPPED " +
        "(DUPLICATE_IN_REQUEST: an earlier row has the same phone) or INVALID with the reason. Phones are normalised using defaultCountryCode. " +
        "A contact is unique by its phone: one that the customer has already is updated and linked to the book. " +
        "An invalid row never fails the others. One request is one transaction: what is answered 200 is on disk, all of it; after any other answer nothing is.",
        Takes.Book | Takes.Contacts | Takes.DryRun | Takes.Key);

    /// <summary>All of them, in the order of reading.</summary>
    public static IReadOnlyList<ReferenceOperation> All { get; } = [ListBooks, CreateBook, ReadBook, RenameBook, ListContacts, UploadContacts];

    /// <summary>Gives a route its entry.</summary>
    /// <typeparam name="TData">The <c>data</c> of its success.</typeparam>
    public static void Describe<TData>(this RouteHandlerBuilder route, ReferenceOperation operation)
        where TData : class =>
        route.WithName(operation.Name).WithSummary(operation.Summary).WithDescription(operation.Description).WithTags(operation.Tag)
            .WithMetadata(operation)
            .Produces<SuccessJson<TData>>()
            .Produces<FailureJson>(StatusCodes.Status500InternalServerError);
}
