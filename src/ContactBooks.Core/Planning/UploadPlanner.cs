using ContactBooks.Core.Identity;
using ContactBooks.Core.Normalisation;

namespace ContactBooks.Core.Planning;

/// <summary>
/// The third step of the road: decides for each row whether it goes to the store. The first valid row of a phone wins;
/// the later ones are skipped.
/// </summary>
public static class UploadPlanner
{
    // A phone has at most 15 digits (50 bits), so it and its row fit into one number, and sorting those sorts by phone and,
    // within a phone, by row: 35 µs for 1000 rows, where a dictionary of first rows and the sorting of its keys take 90.
    private const int BitsOfRow = 14;
    private const int MaxRows = 1 << BitsOfRow;

    /// <summary>Plans an upload.</summary>
    /// <param name="rows">The rows, in request order; at most 16,384.</param>
    /// <param name="now">When the upload takes place.</param>
    public static UploadPlan Plan(IReadOnlyList<NormalisedRow> rows, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows.Count, MaxRows);
        var planned = new PlannedRow[rows.Count];
        var order = new ulong[rows.Count];
        var valid = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Patch is { } patch)
            {
                order[valid++] = ((ulong)patch.Phone.Number << BitsOfRow) | (uint)i;
            }
            else
            {
                planned[i] = new PlannedRow(-1, null, rows[i].Rejected);
            }
        }

        Array.Sort(order, 0, valid);

        // Identifiers go by request order, so that a book lists new contacts as the file had them.
        var uids = new ContactUidSequence(now, rows.Count);
        var contacts = new List<PlannedContact>(valid);
        var last = 0UL;
        for (var i = 0; i < valid; i++)
        {
            var (phone, row) = (order[i] >> BitsOfRow, (int)(order[i] & (MaxRows - 1)));
            var patch = rows[row].Patch!;
            if (phone == last)
            {
                planned[row] = new PlannedRow(-1, patch.Phone, null);
                continue;
            }

            last = phone;
            planned[row] = new PlannedRow(contacts.Count, null, null);
            contacts.Add(new PlannedContact(patch, uids[row]));
        }

        return new UploadPlan(planned, contacts);
    }
}
