namespace ContactBooks.Core.Mapping;

/// <summary>
/// Several columns that seem to be one field: the surest gets it, and the others become custom fields. Phones may be several.
/// </summary>
internal static class FieldContest
{
    // A phone's column below this is taken only where there is no better.
    private const double Trusted = 0.5;

    /// <summary>Changes the guesses that lose.</summary>
    /// <returns>The places of the phones' columns, the best first.</returns>
    public static IReadOnlyList<int> Settle(HeaderReading[] headers, ColumnGuess[] guesses)
    {
        var phones = ChoosePhones(headers, guesses);
        var kept = new HashSet<int>(phones);
        foreach (var field in guesses.Select((guess, i) => (guess.Field, Place: i)).GroupBy(guess => guess.Field, guess => guess.Place))
        {
            if (field.Key is not (ColumnField.Phone or ColumnField.CustomField or ColumnField.Ignored))
            {
                kept.Add(Ranked(field, headers, guesses).First());
            }
        }

        for (var i = 0; i < guesses.Length; i++)
        {
            if (!kept.Contains(i) && guesses[i].Field != ColumnField.Ignored && guesses[i].Field != ColumnField.CustomField)
            {
                guesses[i] = new ColumnGuess(ColumnField.CustomField, 0.6, guesses[i].Evidence);
            }
        }

        return phones;
    }

    private static List<int> ChoosePhones(HeaderReading[] headers, ColumnGuess[] guesses)
    {
        var all = Enumerable.Range(0, guesses.Length).Where(i => guesses[i].Field == ColumnField.Phone).ToList();
        foreach (var strength in all.GroupBy(i => guesses[i].Strength).OrderBy(group => group.Key))
        {
            var trusted = strength.Where(i => guesses[i].Confidence >= Trusted).ToList();
            if (trusted.Count > 0)
            {
                return strength.Key == GuessStrength.Named
                    ? [.. trusted.OrderBy(i => headers[i].Rank).ThenBy(i => headers[i].Copy)]
                    : [Surest(trusted, guesses)];
            }
        }

        return all.Count == 0 ? [] : [Surest(all, guesses)];
    }

    private static IEnumerable<int> Ranked(IEnumerable<int> places, HeaderReading[] headers, ColumnGuess[] guesses) =>
        places.OrderByDescending(i => guesses[i].Confidence).ThenBy(i => headers[i].Copy);

    private static int Surest(IEnumerable<int> places, ColumnGuess[] guesses) => places.MaxBy(i => guesses[i].Confidence);
}
