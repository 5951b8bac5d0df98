using ContactBooks.Core.Exports;
using ContactBooks.Server.Api.Suppressions;
using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Api.Reference;

/// <summary>What an operation takes besides a token.</summary>
[Flags]
internal enum Takes
{
    Nothing = 0,

    /// <summary>The book's identifier, in the path.</summary>
    Book = 1 << 0,

    /// <summary><c>page</c>, <c>limit</c>, <c>cursor</c>.</summary>
    Paging = 1 << 1,

    /// <summary><c>status</c> and <c>search</c> over books.</summary>
    BookFilter = 1 << 2,

    /// <summary><c>search</c> over contacts.</summary>
    ContactSearch = 1 << 3,

    /// <summary><c>dryRun</c>.</summary>
    DryRun = 1 << 4,

    /// <summary>The header <c>Idempotency-Key</c>.</summary>
    Key = 1 << 5,

    /// <summary>A body that makes a book.</summary>
    NewBook = 1 << 6,

    /// <summary>A body that renames a book.</summary>
    BookName = 1 << 7,

    /// <summary>A body of contacts.</summary>
    Contacts = 1 << 8,

    /// <summary>The import's identifier, in the path.</summary>
    Import = 1 << 9,

    /// <summary>A file, with what its user says of it.</summary>
    File = 1 << 10,

    /// <summary>The upload's identifier, in the path.</summary>
    Upload = 1 << 11,

    /// <summary><c>book</c> over the history.</summary>
    HistoryFilter = 1 << 12,

    /// <summary>Something to undo, which may not be there, or still be at work.</summary>
    Undo = 1 << 13,

    /// <summary><c>updatePolicy</c>.</summary>
    UpdatePolicy = 1 << 14,

    /// <summary><c>include</c>: which phones are suppressed.</summary>
    Suppressed = 1 << 15,

    /// <summary><c>search</c> over phones, by digits.</summary>
    PhoneSearch = 1 << 16,

    /// <summary>A body of phones.</summary>
    Phones = 1 << 17,

    /// <summary><c>include</c>: which values don't fit their custom field.</summary>
    Warnings = 1 << 21,

    /// <summary>The custom field's identifier, in the path.</summary>
    CustomField = 1 << 22,

    /// <summary>A body that makes a custom field.</summary>
    NewCustomField = 1 << 23,

    /// <summary>A body that changes a custom field.</summary>
    CustomFieldChange = 1 << 24,

    /// <summary><c>format</c>, <c>delimiter</c> and <c>bom</c> of an export.</summary>
    Export = 1 << 20,

    /// <summary>A body of contacts' identifiers.</summary>
    ContactUids = 1 << 18,

    /// <summary>The same, and the book that they are moved to.</summary>
    ContactMove = 1 << 19,

    /// <summary>Any body of JSON.</summary>
    Body = NewBook | BookName | Contacts | Phones | ContactUids | ContactMove | NewCustomField | CustomFieldChange,
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

    /// <summary>The formats that its success may be in, as the request asks for it; empty where there is no choice.</summary>
    public IReadOnlyList<ExportFormat> Formats { get; init; } = [];

    /// <summary>What its success may be in as well.</summary>
    public IEnumerable<string> OtherContentTypes => Formats.Skip(1).Select(format => ExportFormats.MediaTypeOf(format).Split(';')[0]);

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
    public const string SuppressionsTag = "Suppressions";
    public const string CustomFieldsTag = "Custom fields";
    public const string HistoryTag = "Uploads";
    public const string TidyingTag = "Tidying";

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
        Takes.Book | Takes.Paging | Takes.ContactSearch | Takes.Suppressed);

    public static ReferenceOperation UploadContacts { get; } = new(
        "uploadContacts",
        ContactsTag,
        "Bulk upload contacts into one contact book",
        "Takes 1 to 1000 contacts and answers what became of each, in the order of the request: CREATED, UPDATED, SKIPPED " +
        "(DUPLICATE_IN_REQUEST: an earlier row has the same phone; ALREADY_EXISTS, NOT_FOUND: updatePolicy leaves it out) or INVALID with the reason. Phones are normalised using defaultCountryCode. " +
        "A contact is unique by its phone: one that the customer has already is updated and linked to the book. " +
        "An invalid row never fails the others. One request is one transaction: what is answered 200 is on disk, all of it; after any other answer nothing is.",
        Takes.Book | Takes.Contacts | Takes.DryRun | Takes.UpdatePolicy | Takes.Suppressed | Takes.Warnings | Takes.Key);

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
        Formats = Enum.GetValues<ExportFormat>(),
    };

    public static ReferenceOperation RemoveContacts { get; } = new(
        "removeContacts",
        TidyingTag,
        "Remove contacts from a contact book",
        "Takes 1 to 1000 contacts out of a book and answers what became of each: REMOVED, DELETED where the contact was in no other book, or NOT_FOUND " +
        "where the book has no such contact. Send dryRun first to see which would be deleted. " + Undoable,
        Takes.Book | Takes.ContactUids | Takes.DryRun | Takes.Key);

    public static ReferenceOperation MoveContacts { get; } = new(
        "moveContacts",
        TidyingTag,
        "Move contacts to another contact book",
        "Takes 1 to 1000 contacts out of a book and puts them into another, where they aren't in it already: MOVED or NOT_FOUND. Their other books stay. " +
        Undoable,
        Takes.Book | Takes.ContactMove | Takes.DryRun | Takes.Key);

    public static ReferenceOperation DeleteContacts { get; } = new(
        "deleteContacts",
        TidyingTag,
        "Delete contacts",
        "Deletes 1 to 1000 contacts of a book, out of all their books: DELETED or NOT_FOUND. " + Undoable,
        Takes.Book | Takes.ContactUids | Takes.DryRun | Takes.Key);

    public static ReferenceOperation DeleteBook { get; } = new(
        "deleteContactBook",
        TidyingTag,
        "Delete a contact book",
        "Deletes a book with its contacts: those that are in other books stay there, the others are deleted. Send dryRun first to see how many that are. " +
        "The book is gone at once, also to imports into it, which end as FAILED; its contacts leave it afterwards, and the upload of the answer " +
        "is RUNNING until they have. It is undone as an upload is, by the metadata.uploadUid of its answer. It takes no body.",
        Takes.Book | Takes.DryRun | Takes.Key);

    public static ReferenceOperation ListInSeveralBooks { get; } = new(
        "listContactsInSeveralBooks",
        TidyingTag,
        "List contacts that are in several books",
        "The contacts that are in more than one book, and how many they are; the groups of each are its books, the oldest membership first. " +
        "contacts and items are the same list.",
        Takes.Paging | Takes.Suppressed);

    public static ReferenceOperation KeepOldestBook { get; } = new(
        "keepOldestBook",
        TidyingTag,
        "Leave contacts in their oldest book",
        "Takes 1 to 1000 contacts out of all their books but the one that they have been in longest: REMOVED, UNCHANGED where there is only one, or NOT_FOUND. " +
        Undoable,
        Takes.ContactUids | Takes.DryRun | Takes.Key);

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

    public static ReferenceOperation UndoImport { get; } = new(
        "undoImport",
        ImportsTag,
        "Undo an import",
        "Takes back what an import did, as undoing an upload does, in the background: the header Location is where to see how far that is. " +
        "An import that has not ended is IMPORT_UNDER_WAY: cancel it first. It takes no body.",
        Takes.Book | Takes.Import | Takes.Undo)
    {
        Status = StatusCodes.Status202Accepted,
        Writes = true,
    };

    public static ReferenceOperation ListUploads { get; } = new(
        "listUploads",
        HistoryTag,
        "List what was uploaded",
        "Bulk uploads and imports of the customer that can still be undone, or were, the newest first: who, when, into which book, what they did. " +
        "Contacts that were removed, moved or deleted and books that were deleted are among them. uploads and items are the same list. " +
        "What changed nothing is not among them; an import is from its beginning, and tells itself how far it is.",
        Takes.Paging | Takes.HistoryFilter);

    public static ReferenceOperation ReadUpload { get; } = new(
        "readUpload",
        HistoryTag,
        "Read an upload",
        "One bulk upload, contacts that were removed, moved or deleted, or a book that was deleted, by the metadata.uploadUid of the answer; or one " +
        "import, by its importUid: DONE, UNDOING or UNDONE; or RUNNING while contacts leave a book that was deleted.",
        Takes.Upload);

    public static ReferenceOperation UndoUpload { get; } = new(
        "undoUpload",
        HistoryTag,
        "Undo an upload",
        "Takes back what a bulk upload or an import did, until undoUntil: contacts that it created go, those that it changed get their former values " +
        "back, those that it brought into the book leave it. Contacts that were removed, moved or deleted are back as they were, " +
        "and so is a book that was deleted, itself at once and its contacts after it, even if they had not all left it. " +
        "A contact that was edited since stays as it is, and is listed among the kept. " +
        "A bulk upload is UNDONE when this is answered. An import or the deletion of a book is UNDOING, and undone in the background; an import that has not ended is IMPORT_UNDER_WAY. " +
        "An upload that was undone already is answered the same, and nothing is done, so that this may be sent again without an Idempotency-Key. It takes no body.",
        Takes.Upload | Takes.Undo)
    {
        Writes = true,
    };

    public static ReferenceOperation ListKept { get; } = new(
        "listKept",
        HistoryTag,
        "List the contacts that an undo kept",
        "The contacts that something was done with since the upload, so that undoing it left them as they are, and why: EDITED, DELETED, LINKED, UNLINKED, " +
        "REPLACED, LAST_BOOK or BOOK_DELETED. " +
        "contacts and items are the same list.",
        Takes.Upload | Takes.Paging);

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

    public static ReferenceOperation ListSuppressions { get; } = new(
        "listSuppressions",
        SuppressionsTag,
        "List suppressed phones",
        "The phones that are not to be written to, the newest first; suppressions and items are the same list.",
        Takes.Paging | Takes.PhoneSearch);

    public static ReferenceOperation SuppressPhones { get; } = new(
        "suppressPhones",
        SuppressionsTag,
        "Suppress phones",
        "Takes 1 to 1000 phones and answers what became of each, in the order of the request: SUPPRESSED, ALREADY_SUPPRESSED (it stays as it was, its " +
        "reason too) or INVALID with the reason. A phone is suppressed whether or not it is a contact's. Its contact can be uploaded, imported, changed " +
        "and deleted as ever, and the phone stays suppressed: only lifting ends it. One request is one transaction.",
        Takes.Phones | Takes.Key);

    public static ReferenceOperation LiftSuppressions { get; } = new(
        "liftSuppressions",
        SuppressionsTag,
        "Lift suppressions",
        "Takes 1 to 1000 phones that may be written to again, and answers what became of each: LIFTED, NOT_SUPPRESSED or INVALID with the reason. " +
        "One request is one transaction.",
        Takes.Phones | Takes.Key);

    public static ReferenceOperation ImportSuppressions { get; } = new(
        "importSuppressions",
        SuppressionsTag,
        "Suppress the phones of a file",
        "Takes a file in any format that an import takes, and answers when its phones are suppressed. Of its columns the phone counts, found as for an " +
        "import, and one that is mapped to the custom field reason. Rows without a phone don't hold up the others; the first 100 are told. It needs no " +
        "Idempotency-Key: sent again, it finds its phones suppressed. Where the file breaks off, those before are.",
        Takes.File)
    {
        Writes = true,
    };

    public static ReferenceOperation ListCustomFields { get; } = new(
        "listCustomFields",
        CustomFieldsTag,
        "List custom fields",
        "What the customer's custom fields are, the oldest first; customFields and items are the same list. A field is defined when an upload or an import " +
        "first has a value of it, by what the values of that upload look like.",
        Takes.Nothing);

    public static ReferenceOperation CreateCustomField { get; } = new(
        "createCustomField",
        CustomFieldsTag,
        "Create a custom field",
        "Defines a field before its first value comes. A key that is defined is VALIDATION_FAILED, and details says ALREADY_DEFINED.",
        Takes.NewCustomField | Takes.Key);

    public static ReferenceOperation ChangeCustomField { get; } = new(
        "changeCustomField",
        CustomFieldsTag,
        "Change a custom field",
        "Gives a field another label, another type or other choices; what is absent stays. The key stays always, so that uploads go on as they are. Values that are " +
        "stored are not touched, whether or not they fit.",
        Takes.CustomField | Takes.CustomFieldChange | Takes.Key);

    public static ReferenceOperation ExportSuppressions { get; } = new(
        "exportSuppressions",
        SuppressionsTag,
        "Export the suppression list",
        "All suppressed phones as a file, the newest first: CSV, an Excel workbook, or NDJSON. Importing it suppresses the same phones for the same reasons. " +
        "No cell of it runs as a formula in a spreadsheet, and phones stay whole.",
        Takes.Export)
    {
        ContentType = "text/csv",
        Formats = SuppressionExport.Formats,
    };

    /// <summary>The contract's six, in the order of reading. The page has samples of each.</summary>
    public static IReadOnlyList<ReferenceOperation> OfTheContract { get; } = [ListBooks, CreateBook, ReadBook, RenameBook, ListContacts, UploadContacts];

    /// <summary>Those of imports, in the order of reading.</summary>
    public static IReadOnlyList<ReferenceOperation> OfImports { get; } =
        [CreateImport, PreviewImport, ListImports, ReadImport, FollowImport, ListImportRejects, CancelImport, UndoImport];

    /// <summary>Those of tidying, in the order of reading.</summary>
    public static IReadOnlyList<ReferenceOperation> OfTidying { get; } =
        [RemoveContacts, MoveContacts, DeleteContacts, DeleteBook, ListInSeveralBooks, KeepOldestBook];

    /// <summary>Those of the history, in the order of reading.</summary>
    public static IReadOnlyList<ReferenceOperation> OfHistory { get; } = [ListUploads, ReadUpload, UndoUpload, ListKept];

    /// <summary>Those of the suppression list, in the order of reading.</summary>
    public static IReadOnlyList<ReferenceOperation> OfSuppressions { get; } =
        [SuppressPhones, LiftSuppressions, ListSuppressions, ImportSuppressions, ExportSuppressions];

    /// <summary>Those of custom fields, in the order of reading.</summary>
    public static IReadOnlyList<ReferenceOperation> OfCustomFields { get; } = [ListCustomFields, CreateCustomField, ChangeCustomField];

    /// <summary>All of them, in the order of reading.</summary>
    public static IReadOnlyList<ReferenceOperation> All { get; } =
        [.. OfTheContract, ExportContacts, .. OfTidying, .. OfImports, .. OfHistory, .. OfSuppressions, .. OfCustomFields];

    private const string Undoable =
        "One request is one transaction, and undone as an upload is, by the metadata.uploadUid of its answer.";

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
