using ContactBooks.Server.Api.Reference;

namespace ContactBooks.Server.Docs.Operations;

/// <summary>The endpoints' names where a line of the table of contents must do.</summary>
internal static class OperationTitles
{
    private static readonly Dictionary<string, string> Titles = new()
    {
        [ReferenceOperations.ListBooks.Name] = "List books",
        [ReferenceOperations.CreateBook.Name] = "Create a book",
        [ReferenceOperations.ReadBook.Name] = "Read a book",
        [ReferenceOperations.RenameBook.Name] = "Rename a book",
        [ReferenceOperations.ListContacts.Name] = "List contacts",
        [ReferenceOperations.UploadContacts.Name] = "Upload contacts",
    };

    /// <summary>The name of an endpoint; one that has no short one is named by its summary.</summary>
    public static string Of(ApiOperation operation) => Titles.GetValueOrDefault(operation.Id, operation.Summary);
}
