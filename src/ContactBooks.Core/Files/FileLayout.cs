namespace ContactBooks.Core.Files;

/// <summary>How a file is read: found out, or as its user said (<see cref="FileChoices"/>).</summary>
public sealed record FileLayout
{
    /// <summary>What kind of file it is.</summary>
    public required FileFormat Format { get; init; }

    /// <summary>
    /// The texts' encoding by its IANA name, in lower case: <c>utf-8</c>, <c>utf-16le</c>, <c>utf-16be</c>, <c>windows-1252</c>; null for a
    /// workbook.
    /// </summary>
    public string? Encoding { get; init; }

    /// <summary>
    /// What stands between cells, of <see cref="FileFormat.Delimited"/>: comma, semicolon, tab or pipe; of a file of one column, one that
    /// isn't in it.
    /// </summary>
    public char? Delimiter { get; init; }

    /// <summary>The names of a workbook's sheets, in its order; empty otherwise.</summary>
    public IReadOnlyList<string> Sheets { get; init; } = [];

    /// <summary>The sheet that is read.</summary>
    public string? Sheet { get; init; }

    /// <summary>The number of the row that names the columns; null where none does, and for formats whose rows name their own fields.</summary>
    public long? HeaderRow { get; init; }

    /// <summary>Whether the columns have no names of their own, so that another table of as many columns looks just the same.</summary>
    public bool IsNameless => HeaderRow is null && (Format is FileFormat.Delimited or FileFormat.Xlsx);

    /// <summary>The columns' names, each once: the header's texts trimmed, <c>Column 3</c> where there is none, <c>Name (2)</c> for a second <c>Name</c>.</summary>
    public required IReadOnlyList<string> Columns { get; init; }
}

/// <summary>What the user of a file says about reading it; null for what is to be found out.</summary>
public sealed record FileChoices
{
    /// <summary>The encoding, by one of the names in <see cref="FileLayout.Encoding"/>.</summary>
    public string? Encoding { get; init; }

    /// <summary>What stands between cells.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Which sheet of a workbook, by its name.</summary>
    public string? Sheet { get; init; }

    /// <summary>Whether a row names the columns.</summary>
    public bool? HasHeader { get; init; }
}
