using System.Text;
using ContactBooks.Core.Files;

namespace ContactBooks.Specs.Files;

/// <summary>A file that was read whole.</summary>
internal sealed record ReadTable(FileLayout Layout, IReadOnlyList<FileRow> Rows)
{
    public IEnumerable<string[]> Cells => Rows.Select(row => row.Cells.ToArray());

    public IEnumerable<long> Numbers => Rows.Select(row => row.Number);

    public static ReadTable Of(string text, FileChoices? choices = null, FileLimits? limits = null) => Of(Encoding.UTF8.GetBytes(text), choices, limits);

    public static ReadTable Of(byte[] bytes, FileChoices? choices = null, FileLimits? limits = null) =>
        Of(() => new MemoryStream(bytes), choices, limits);

    public static ReadTable Of(Func<Stream> open, FileChoices? choices = null, FileLimits? limits = null)
    {
        using var table = ContactFile.Open(open, choices ?? new FileChoices(), limits ?? new FileLimits());
        var rows = new List<FileRow>();
        while (table.Read(out var row))
        {
            row.Cells.Should().HaveCount(table.Layout.Columns.Count);
            rows.Add(row);
        }

        return new ReadTable(table.Layout, rows);
    }

    /// <summary>The texts of some columns.</summary>
    public IEnumerable<string[]> Select(params string[] columns)
    {
        var places = columns.Select(column => Layout.Columns.ToList().IndexOf(column)).ToArray();
        return Rows.Select(row => places.Select(place => row.Cells[place]).ToArray());
    }
}
