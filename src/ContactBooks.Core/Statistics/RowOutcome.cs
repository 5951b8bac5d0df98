namespace ContactBooks.Core.Statistics;

/// <summary>What became of a row of an upload or an import.</summary>
public enum RowOutcome
{
    /// <summary>Its contact was new.</summary>
    Created,

    /// <summary>Its contact was there, whether or not a value changed.</summary>
    Updated,

    /// <summary>An earlier row had its phone, or the update rules left it out.</summary>
    Skipped,

    /// <summary>It could not go in.</summary>
    Invalid,
}
