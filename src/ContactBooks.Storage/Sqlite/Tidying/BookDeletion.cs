using ContactBooks.Core.Books;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Tidying;

namespace ContactBooks.Storage.Sqlite;

/// <summary>Deletes a book, inside the writer's transactions: at once for all who look, and afterwards contact by contact.</summary>
internal static class BookDeletion
{
    private const string Mark = "update books set deleted_by = ? where customer_id = ? and book_id = ? and deleted_by is null";

    private const string Unmark = "update books set deleted_by = null where customer_id = ? and deleted_by = ?";

    private const string Members = "select contact_uid from memberships where customer_id = ? and book_id = ? limit ?";

    private const string CountMembers = "select contact_count from books where customer_id = ? and book_id = ? and deleted_by is null";

    private static readonly IReadOnlySet<BookId> None = new HashSet<BookId>();

    /// <summary>Hides the book; false if there is none.</summary>
    public static bool Begin(SqliteSession session, long customer, BookId book, NewChange change, long now)
    {
        session.Prepare(Mark).BindText(0, change.Uid).Bind(1, customer).Bind(2, book.Value).Run();
        if (session.Changes == 0)
        {
            return false;
        }

        ChangeRecords.Begin(session, customer, book.Value, change, ChangeState.Running, now);
        return true;
    }

    /// <summary>Shows the book again that a change has deleted, if it has.</summary>
    public static void TakeBack(SqliteSession session, long customer, string changeUid) =>
        session.Prepare(Unmark).Bind(0, customer).BindText(1, changeUid).Run();

    /// <summary>Takes the next contacts out of it; true if those were the last.</summary>
    public static bool Step(SqliteSession session, long customer, BookId book, NewChange? change, long now)
    {
        var contacts = new List<ContactUid>();
        var row = session.Prepare(Members).Bind(0, customer).Bind(1, book.Value).Bind(2, TidyingRequest.MaxContacts);
        while (row.Step())
        {
            contacts.Add(ContactUid.FromBytes(row.Bytes(0)));
        }

        // Another book that is deleted too has its contacts still: they go with the last of the two.
        var request = new TidyingRequest(TidyingKind.Remove, contacts) { From = book, Change = change };
        using var tidying = new ContactTidying(session, customer, request, None, now);
        tidying.Run();
        return contacts.Count < TidyingRequest.MaxContacts;
    }

    /// <summary>What deleting it would do; null if there is none.</summary>
    public static BookDeletionOutlook? Predict(SqliteSession session, long customer, BookId book)
    {
        var row = session.Prepare(CountMembers).Bind(0, customer).Bind(1, book.Value);
        if (!row.Step())
        {
            return null;
        }

        var contacts = row.Integer(0);
        row.Reset();
        return new BookDeletionOutlook(contacts, contacts - new ContactReader(session, customer).CountInOthersToo(book));
    }
}
