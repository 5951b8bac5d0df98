namespace ContactBooks.Core.Mapping;

/// <summary>How a column came to be taken for a phone. The first that a table has counts; all of it, or the best alone.</summary>
internal enum GuessStrength
{
    /// <summary>Its name says so.</summary>
    Named,

    /// <summary>Its name says whose, and the cells what.</summary>
    Borne,

    /// <summary>Its name says so in a way, and the cells bear it out.</summary>
    Hinted,

    /// <summary>The cells alone.</summary>
    Seen,
}

/// <summary>What one column, looked at alone, seems to be.</summary>
/// <param name="Field">The field; <see cref="ColumnField.CustomField"/> for none of ours.</param>
/// <param name="Confidence">How sure that is, from 0 to 1.</param>
/// <param name="Evidence">What it goes by.</param>
/// <param name="Strength">Of a phone how it was found.</param>
internal readonly record struct ColumnGuess(
    ColumnField Field, double Confidence, MappingEvidence Evidence, GuessStrength Strength = GuessStrength.Named);
