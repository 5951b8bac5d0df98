using System.Globalization;

namespace ContactBooks.Bench;

/// <summary>Figures of several sizes side by side: a row a figure, a column a size, and how the largest stands to the smallest.</summary>
internal sealed class SizeTable
{
    private readonly List<(string What, long Size, double Value, string Text)> _cells = [];

    /// <summary>The times of single requests, in milliseconds: the cell is their median, and their 99th percentile behind it.</summary>
    public void AddTimes(string what, long size, List<double> milliseconds)
    {
        var (half, most) = (ContestFigures.Percentile(milliseconds, 0.5), ContestFigures.Percentile(milliseconds, 0.99));
        _cells.Add((what, size, half, string.Create(CultureInfo.InvariantCulture, $"{half:F2} ({most:F2})")));
    }

    public void AddBytes(string what, long size, long bytes) =>
        _cells.Add((what, size, bytes, string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:N1} MiB")));

    public void WriteTo(ResultFile result)
    {
        var sizes = _cells.Select(cell => cell.Size).Distinct().Order().ToList();
        result.Table(
            ["p50 (p99), ms", .. sizes.Select(size => size.ToString("N0", CultureInfo.InvariantCulture)), "largest / smallest"],
            _cells.GroupBy(cell => cell.What).Select(row => Row(row.Key, [.. row.OrderBy(cell => cell.Size).Select(cell => (cell.Value, cell.Text))])));
    }

    private static string[] Row(string what, (double Value, string Text)[] cells) =>
        [what, .. cells.Select(cell => cell.Text), (cells[^1].Value / cells[0].Value).ToString("F1", CultureInfo.InvariantCulture)];
}
