using ContactBooks.Core.Identity;
using ContactBooks.Core.Normalisation;

namespace ContactBooks.Core.Planning;

/// <summary>
/// The third step of the road: decides for each row whether it goes to the store. The first valid row of a phone wins;
/// the later ones are skipped.
/// </summary>
public static class UploadPlanner
{
    /// <summary>Plans an upload.</summary>
    /// <param name="rows">The rows, in request order.</param>
    /// <param name="now">When the upload takes place.</param>
    public static UploadPlan Plan(IReadOnlyList<NormalisedRow> rows, DateTimeOffset now)
    {
        var uids = new ContactUidSequence(now, rows.Count);
        var firstRowOf = new Dictionary<long, int>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Patch is { } patch)
            {
                firstRowOf.TryAdd(patch.Phone.Number, i);
            }
        }

        var phones = firstRowOf.Keys.ToArray();
        Array.Sort(phones);

        // Identifiers go by request order, so that a book lists new contacts as the file had them.
        var contacts = new PlannedContact[phones.Length];
        var planned = new PlannedRow[rows.Count];
        for (var i = 0; i < phones.Length; i++)
        {
            var row = firstRowOf[phones[i]];
            contacts[i] = new PlannedContact(rows[row].Patch!, uids[row]);
            planned[row] = new PlannedRow(i, null, null);
        }

        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Rejected is { } rejected)
            {
                planned[i] = new PlannedRow(-1, null, rejected);
            }
            else if (firstRowOf[rows[i].Patch!.Phone.Number] != i)
            {
                planned[i] = new PlannedRow(-1, rows[i].Patch!.Phone, null);
            }
        }

        return new UploadPlan(planned, contacts);
    }
}
