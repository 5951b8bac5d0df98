using ContactBooks.Core.Imports;
using ContactBooks.Core.Store;
using ContactBooks.Server.Commands.Books;

namespace ContactBooks.Server.Commands.Imports;

/// <summary>Finds imports.</summary>
internal static class ImportFinding
{
    /// <summary>The import of that identifier into a book.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static async Task<Import> RequireImportAsync(this IStore store, FoundBook found, string importUid) =>
        await store.Imports.FindAsync(found.Customer.Id, found.Book.Id, importUid)
        ?? throw CommandException.Failure(
            $"There is no import {importUid} into the book {found.Book.Uid}. `contactbooks imports list --book {found.Book.Uid}` shows those there are.");
}
