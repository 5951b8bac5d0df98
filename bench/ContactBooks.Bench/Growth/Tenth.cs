using System.Globalization;

namespace ContactBooks.Bench;

/// <summary>A tenth of a store's growth.</summary>
/// <param name="Contacts">How many contacts there were at its end.</param>
/// <param name="Rate">Contacts a second during it.</param>
/// <param name="Milliseconds">How long each upload took.</param>
/// <param name="Memory">The server's resident memory at its end, in bytes.</param>
/// <param name="OwnMemory">What of it is not of mapped files.</param>
/// <param name="PeakMemory">The most resident memory during it.</param>
/// <param name="Size">The size of the database at its end, in bytes.</param>
internal sealed record Tenth(long Contacts, double Rate, List<double> Milliseconds, long Memory, long OwnMemory, long PeakMemory, long Size)
{
    /// <summary>What <see cref="Cells"/> are.</summary>
    public static readonly string[] Columns =
        ["contacts at its end", "contacts/s", "upload p50 ms", "p99 ms", "server's memory MiB", "without mapped files", "peak of the tenth", "database MiB", "bytes a contact"];

    /// <summary>A row of the table.</summary>
    public string[] Cells =>
    [
        Text(Contacts, "N0"),
        Text(Rate, "N0"),
        Text(ContestFigures.Percentile(Milliseconds, 0.5), "F1"),
        Text(ContestFigures.Percentile(Milliseconds, 0.99), "F1"),
        Mebibytes(Memory),
        Mebibytes(OwnMemory),
        Mebibytes(PeakMemory),
        Mebibytes(Size),
        Text((double)Size / Contacts, "N0"),
    ];

    private static string Mebibytes(long bytes) => Text(bytes / 1048576.0, "N0");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
