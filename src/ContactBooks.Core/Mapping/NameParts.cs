namespace ContactBooks.Core.Mapping;

/// <summary>
/// Tells the whole name from a part of it, which the column beside it does: French "Nom" is the last name where there is a "Prénom",
/// Spanish "Nombre" the first where there is an "Apellidos", and "Name" either where its cells have one word.
/// </summary>
internal static class NameParts
{
    private const double MostlyOneWord = 0.6;

    /// <summary>Changes the guesses of whole names that are parts.</summary>
    public static void Settle(HeaderReading[] headers, ColumnValues[] values, ColumnGuess[] guesses)
    {
        var hasFirst = guesses.Any(guess => guess.Field == ColumnField.FirstName);
        var hasLast = guesses.Any(guess => guess.Field == ColumnField.LastName);
        if (hasFirst == hasLast)
        {
            return;
        }

        var missing = hasFirst ? ColumnField.LastName : ColumnField.FirstName;
        for (var i = 0; i < guesses.Length; i++)
        {
            var isPart = headers[i].Word switch
            {
                HeaderWord.NameOrLastName => hasFirst,
                HeaderWord.NameOrFirstName => hasLast,
                HeaderWord.Name => values[i].OneWordNames >= MostlyOneWord,
                _ => false,
            };
            if (isPart && guesses[i].Field == ColumnField.DisplayName)
            {
                guesses[i] = guesses[i] with { Field = missing };
                return;
            }
        }
    }
}
