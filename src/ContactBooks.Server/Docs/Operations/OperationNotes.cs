namespace ContactBooks.Server.Docs.Operations;

/// <summary>What the page says of an endpoint beyond the OpenAPI document.</summary>
/// <param name="ShortTitle">Its line in the table of contents.</param>
/// <param name="Text">What to know before calling it.</param>
internal sealed record OperationNotes(string ShortTitle, string Text)
{
    /// <exception cref="ArgumentOutOfRangeException">The endpoint has no notes: whoever adds one writes them.</exception>
    public static OperationNotes Of(string operation) => operation switch
    {
        "listContactBooks" => new(
            "List books",
            "Newest first. A book that was put aside is INACTIVE: it is listed, can be read and can be uploaded into."),
        "createContactBook" => new(
            "Create a book",
            "A new book is ACTIVE and empty. Two books may bear one name; what tells them apart is the UID in the answer."),
        "readContactBook" => new(
            "Read a book",
            "With the number of its contacts. A book of another customer is answered as one that isn’t there."),
        "renameContactBook" => new(
            "Rename a book",
            "The name is the one thing that can be changed here; any other field of the body is ignored."),
        "listContacts" => new(
            "List contacts",
            "What came into the book last stands first. A search finds any fragment, in all languages, at once after the upload."),
        "uploadContacts" => new(
            "Upload contacts",
            "Up to 1000 contacts in one transaction: when 200 is answered, all that the answer reports is on disk; on any other answer, nothing is. " +
            "A contact is known by its phone. One that you already have is updated, and put into the book; the others are created. " +
            "A row that is wrong doesn’t fail the request, it is reported in its place."),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "An endpoint that the page has no notes on."),
    };
}
