using System.Globalization;
using ContactBooks.Core.History;

namespace ContactBooks.Server.Commands.Uploads;

/// <summary>Tells people of changes.</summary>
internal static class UploadReport
{
    /// <summary>What one did: "2 created, 1 changed".</summary>
    public static string Effect(ChangeCounts counts)
    {
        (long Count, string What)[] all =
        [
            (counts.Created, "created"), (counts.Changed, "changed"), (counts.Linked, "linked"), (counts.Unlinked, "unlinked"),
            (counts.Deleted, "deleted"),
        ];
        var any = all.Where(one => one.Count > 0).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Count:N0} {one.What}"));
        return string.Join(", ", any) is { Length: > 0 } told ? told : "nothing";
    }

    /// <summary>What undoing one did: "2 removed, 1 restored, 0 unlinked, 0 kept since they were edited".</summary>
    public static string Undone(UndoCounts counts) => string.Create(
        CultureInfo.InvariantCulture,
        $"{counts.Removed:N0} removed, {counts.Restored:N0} restored, {counts.Unlinked:N0} unlinked, ")
        + string.Create(CultureInfo.InvariantCulture, $"{counts.Kept:N0} kept since they were edited");

    /// <summary>Who made or undid one; null for an operator's command.</summary>
    public static string? By(Author? author) => author?.UserName ?? author?.UserUid ?? author?.TokenName ?? author?.TokenUid;
}
