using ContactBooks.Core.Exports;
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

    /// <summary>The import's identifier, in the path.</summary>
    Import = 512,

    /// <summary>A file, with what its user says of it.</summary>
    File = 1024,

    /// <summary><c>format</c>, <c>delimiter</c> and <c>bom</c> of an export.</summary>
    Export = 1 << 20,

    /// <summary>Any body of JSON.</summary>
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
    private const string Json = "application/json";

    /// <summary>The HTTP status of its success.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>What its success is in; errors are JSON always.</summary>
    public string ContentType { get; init; } = Json;

    /// <summary>Whether it writes.</summary>
    public bool Writes { get; init; } = (Takes & Takes.Key) != 0;

    /// <summary>What its success may be in as well, where the request asks for it.</summary>
    public IReadOnlyList<string> OtherContentTypes { get; init; } = [];

    /// <summary>Whether its success is JSON, in the envelope.</summary>
    public bool AnswersJson => ContentType == Json;

    /// <summary>Whether it takes any of these.</summary>
    public bool TakesAny(Takes what) => (Takes & what) != 0;
}

/// <summary>The operations that the reference tells of.</summary>
internal static class ReferenceOperations
{
    public const string BooksTag = "Contact books";
    public const string ContactsTag = "Contacts";
    public const string ImportsTag = "Imports";

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

    public static ReferenceOperation ExportContacts { get; } = new(
        "exportContacts",
        ContactsTag,
        "Export the contacts of a book",
        "All contacts of a book, or those that search finds, as a file: CSV, an Excel workbook, NDJSON whose lines are rows as the bulk upload takes them, " +
        "or vCard 3. Importing it again changes nothing: custom fields keep their types, in a column each or in the last column as JSON. " +
        "No cell of it runs as a formula in a spreadsheet: in CSV one that could has ' before it, which an import takes off again; phones stay whole, as +91 7000782082. " +
        "A contact that is in the book from the beginning of the export to its end is in it once, also while uploads go on; with search, one that is " +
        "changed meanwhile may be missing or be there twice. A workbook of more than 1,048,575 contacts has a second sheet. " +
        "The file is whole if the answer ends as HTTP has it; after a fault in the middle the connection is cut.",
        Takes.Book | Takes.ContactSearch | Takes.Export)
    {
        ContentType = "text/csv",
        OtherContentTypes = [.. Enum.GetValues<ExportFormat>().Skip(1).Select(format => ExportFormats.MediaTypeOf(format).Split(';')[0])],
    };

    public static ReferenceOperation CreateImport { get; } = new(
        "createImport",
        ImportsTag,
        "Import a file into a contact book",
        "Takes a file of any number of contacts and answers at once; the rows go in afterwards, by the rules of an upload, each once, even if the " +
        "server is restarted meanwhile. The header Location is where the import is read. Format, encoding, delimiter, header and what each column " +
        "is are found out where nothing is said of them. A file that can't be used is VALIDATION_FAILED, and details says why at the path file: " +
        $"{FileCodes}. Where no column is surely the phone, details says REQUIRED at the path mapping.",
        Takes.Book | Takes.File | Takes.Key)
    {
        Status = StatusCodes.Status202Accepted,
    };

    public static ReferenceOperation PreviewImport { get; } = new(
        "previewImport",
        ImportsTag,
        "Preview an import",
        "Takes what an import takes and answers what it would do, over the whole file, with nothing written: how the file is read, where each column " +
        "would go and how sure that is, what would become of the rows, and the first 100 of them. A file without a sure phone is answered too, " +
        "its summary null; say in mapping what its columns are.",
        Takes.Book | Takes.File);

    public static ReferenceOperation ListImports { get; } = new(
        "listImports",
        ImportsTag,
        "List the imports into a contact book",
        "The imports into a book, the newest first, whatever became of them; imports and items are the same list.",
        Takes.Book | Takes.Paging);

    public static ReferenceOperation ReadImport { get; } = new(
        "readImport",
        ImportsTag,
        "Read an import",
        "One import: QUEUED, RUNNING, DONE, FAILED with the reason, or CANCELLED; what became of its rows so far, how fast it goes and about how long yet.",
        Takes.Book | Takes.Import);

    public static ReferenceOperation CancelImport { get; } = new(
        "cancelImport",
        ImportsTag,
        "Cancel an import",
        "Stops an import. What went in stays. One that is RUNNING ends in a moment; one that has ended stays as it is, so that this may be sent again " +
        "without an Idempotency-Key. It takes no body.",
        Takes.Book | Takes.Import)
    {
        Writes = true,
    };

    public static ReferenceOperation ListImportRejects { get; } = new(
        "listImportRejects",
        ImportsTag,
        "Read the refused rows of an import",
        "The INVALID rows as the user's own file, to be mended and imported again: its columns as they were, cells untouched but for the ' that " +
        "keeps a spreadsheet from running one, and after them row, reason and message. CSV in UTF-8 with a byte-order mark, which Excel needs. So far as the import has come.",
        Takes.Book | Takes.Import)
    {
        ContentType = "text/csv",
    };

    public static ReferenceOperation FollowImport { get; } = new(
        "followImport",
        ImportsTag,
        "Follow an import",
        "How an import goes on, as server-sent events: progress whenever something changed, and end as the last. The data of each is {\"import\":{…}}, " +
        "the import as it is read. The first comes at once. Where the stream stops without an end, ask again: any node can tell.",
        Takes.Book | Takes.Import)
    {
        ContentType = "text/event-stream",
    };

    /// <summary>The contract's six, in the order of reading. The page has samples of each.</summary>
    public static IReadOnlyList<ReferenceOperation> OfTheContract { get; } = [ListBooks, CreateBook, ReadBook, RenameBook, ListContacts, UploadContacts];

    /// <summary>Those of imports, in the order of reading.</summary>
    public static IReadOnlyList<ReferenceOperation> OfImports { get; } =
        [CreateImport, PreviewImport, ListImports, ReadImport, FollowImport, ListImportRejects, CancelImport];

    /// <summary>All of them, in the order of reading.</summary>
    public static IReadOnlyList<ReferenceOperation> All { get; } = [.. OfTheContract, ExportContacts, .. OfImports];

    private static string FileCodes => string.Join(", ", ReferenceFiles.FaultCodes);

    /// <summary>Gives a route its entry.</summary>
    /// <typeparam name="TData">The <c>data</c> of its success.</typeparam>
    public static void Describe<TData>(this RouteHandlerBuilder route, ReferenceOperation operation)
        where TData : class =>
        route.Describe(operation).Produces<SuccessJson<TData>>(operation.Status);

    /// <summary>Gives a route its entry, one whose success is not JSON.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, ReferenceOperation operation) =>
        route.WithName(operation.Name).WithSummary(operation.Summary).WithDescription(operation.Description).WithTags(operation.Tag)
            .WithMetadata(operation)
            .Produces<FailureJson>(StatusCodes.Status500InternalServerError);
}
