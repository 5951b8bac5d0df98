using ContactBooks.Core.Statistics;

namespace ContactBooks.Storage;

/// <summary>How the schemas hold what became of rows, and when.</summary>
internal static class RowCountColumns
{
    private const string None = "NONE";

    public static string Of(RowOutcome outcome) => outcome.ToString().ToUpperInvariant();

    public static RowOutcome ReadOutcome(string column) => Enum.Parse<RowOutcome>(column, ignoreCase: true);

    public static long Of(DateOnly day) => day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static DateOnly ReadDay(long column) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)column);

    /// <summary>Never null, since it is of the key.</summary>
    public static string OfReason(string? reason) => reason ?? None;

    public static string? ReadReason(string column) => column == None ? null : column;
}
