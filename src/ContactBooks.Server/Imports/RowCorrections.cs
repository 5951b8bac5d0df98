using ContactBooks.Core.Files;

namespace ContactBooks.Server.Imports;

/// <summary>A cell as its user wants it, rather than as it stands in the file.</summary>
/// <param name="Row">Which row of the file, see <see cref="FileRow.Number"/>.</param>
/// <param name="Place">Which of its cells, from 0.</param>
/// <param name="Value">What is to stand there.</param>
internal sealed record CellCorrection(long Row, int Place, string Value);

/// <summary>Corrections of a file's cells, which go with its import: the preview and the run read its rows through them.</summary>
internal sealed class RowCorrections
{
    /// <summary>How many an import may have.</summary>
    public const int MostOfAnImport = 1000;

    private readonly Dictionary<long, List<CellCorrection>> _byRow = [];

    /// <summary>Makes them of cells, each of which is there once.</summary>
    public RowCorrections(IReadOnlyList<CellCorrection> all)
    {
        All = all;
        foreach (var correction in all)
        {
            if (!_byRow.TryGetValue(correction.Row, out var ofRow))
            {
                _byRow[correction.Row] = ofRow = [];
            }

            ofRow.Add(correction);
        }
    }

    /// <summary>None, as most imports have.</summary>
    public static RowCorrections None { get; } = new([]);

    /// <summary>All of them.</summary>
    public IReadOnlyList<CellCorrection> All { get; }

    /// <summary>A row with its corrections. Those of cells that it hasn't are none.</summary>
    public FileRow Apply(in FileRow row)
    {
        if (_byRow.Count == 0 || !_byRow.TryGetValue(row.Number, out var corrections))
        {
            return row;
        }

        string[] cells = [.. row.Cells];
        foreach (var (_, place, value) in corrections)
        {
            if ((uint)place < (uint)cells.Length)
            {
                cells[place] = value;
            }
        }

        return row with { Cells = cells };
    }
}
