namespace ContactBooks.Core.Mapping;

/// <summary>What a proposal goes by.</summary>
public enum MappingEvidence
{
    /// <summary>Nothing tells: the column is offered as a custom field.</summary>
    None,

    /// <summary>The column's name.</summary>
    Header,

    /// <summary>The column's cells.</summary>
    Values,

    /// <summary>The column's name, and its cells bear it out.</summary>
    Both,
}

/// <summary>Where a column is proposed to go.</summary>
/// <param name="Target">The column, its field, key and type.</param>
/// <param name="Confidence">
/// How sure that is, from 0 to 1. From 0.9 the name tells and the cells bear it out; below 0.5 a person should look.
/// </param>
/// <param name="Evidence">What it goes by.</param>
/// <param name="Samples">Its first few cells that differ, each cut at 80 characters.</param>
public sealed record ProposedColumn(MappedColumn Target, double Confidence, MappingEvidence Evidence, IReadOnlyList<string> Samples);
