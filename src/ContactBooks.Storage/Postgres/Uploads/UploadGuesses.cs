using System.Collections.Concurrent;
using ContactBooks.Core;
using ContactBooks.Core.Results;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// What an upload will be like, by what the last one into its book was like on this node: a file comes in many uploads.
/// Where nearly all contacts were new, the next are taken for new without a look, which spares the look-up that finds nothing
/// (5 of 30 ms of the database's for 1000 rows). A wrong guess costs a second pass, and nothing else hangs on it.
/// </summary>
internal sealed class UploadGuesses
{
    private const double NearlyAll = 0.9;
    private const int FewestToTell = 100;
    private const int MostBooks = 10_000;

    private readonly ConcurrentDictionary<(long Customer, long Book), bool> _areNew = [];

    /// <summary>Whether all contacts of the next upload are to be taken for new.</summary>
    public bool AreAllNew(long customer, long book) => !PlainRoad.IsTaken && _areNew.TryGetValue((customer, book), out var areNew) && areNew;

    /// <summary>Takes note of an upload.</summary>
    public void Note(long customer, long book, StoredContact[] contacts)
    {
        // A few rows say nothing of the file that comes after them.
        if (contacts.Length < FewestToTell)
        {
            _areNew.TryRemove((customer, book), out _);
            return;
        }

        if (_areNew.Count > MostBooks)
        {
            _areNew.Clear();
        }

        _areNew[(customer, book)] = contacts.Count(contact => contact.Created) >= NearlyAll * contacts.Length;
    }
}
