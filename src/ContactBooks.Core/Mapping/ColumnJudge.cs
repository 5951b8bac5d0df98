namespace ContactBooks.Core.Mapping;

/// <summary>
/// Guesses what one column is, by its name and its cells. The figures are judgements, chosen so that what a person would call sure is above
/// 0.9, and what they'd look at twice is below 0.5.
/// </summary>
internal static class ColumnJudge
{
    // What a name is worth whose column has no cells yet.
    private const double NameAlone = 0.8;

    // So large a share of a column's cells leaves no doubt what they are, even against the column's name.
    private const double Clearly = 0.8;

    private const double ContraryConfidence = 0.5;

    /// <summary>Guesses.</summary>
    /// <param name="header">The column's name, read; with no meaning where it has none.</param>
    /// <param name="values">Its first cells.</param>
    /// <param name="isNameless">Whether the table's columns have no names, so that the cells alone must tell.</param>
    public static ColumnGuess Guess(HeaderReading header, ColumnValues values, bool isNameless) => header.Meaning switch
    {
        HeaderMeaning.Field => Named(header, values),
        HeaderMeaning.Hint => Hinted(header, values),
        HeaderMeaning.Someone => OfSomeone(values),
        HeaderMeaning.SomethingElse => new(ColumnField.CustomField, 0.7, MappingEvidence.Header),
        _ => Seen(values, isNameless),
    };

    private static ColumnGuess Named(HeaderReading header, ColumnValues values)
    {
        var strength = header is { Field: ColumnField.Phone, Rank: PhoneRank.Company } ? GuessStrength.Hinted : GuessStrength.Named;
        if (values.Count == 0)
        {
            return new(header.Field, NameAlone * RankWorth(header.Rank), MappingEvidence.Header, strength);
        }

        if (Contrary(header.Field, values) is { } contrary)
        {
            return contrary;
        }

        var (borneOut, least) = header.Field switch
        {
            ColumnField.Phone => (values.Phones, 0.35),
            ColumnField.Email => (values.Emails, 0.35),
            ColumnField.CompanyName => (1 - values.Emails, 0.4),
            _ => (values.Names, 0.4),
        };
        return new(
            header.Field,
            (least + ((0.98 - least) * borneOut)) * RankWorth(header.Rank),
            borneOut >= 0.5 && header.Field != ColumnField.CompanyName ? MappingEvidence.Both : MappingEvidence.Header,
            strength);
    }

    /// <summary>
    /// What the cells clearly are, where that is something else than the name says: shifted headers, a name in a phone's column.
    /// </summary>
    private static ColumnGuess? Contrary(ColumnField field, ColumnValues values) =>
        field != ColumnField.Email && values.Emails >= Clearly ? new(ColumnField.Email, ContraryConfidence, MappingEvidence.Values)
        : field != ColumnField.Phone && values.ValidPhones >= Clearly
            ? new(ColumnField.Phone, ContraryConfidence, MappingEvidence.Values, GuessStrength.Hinted)
        : null;

    private static ColumnGuess Hinted(HeaderReading header, ColumnValues values)
    {
        var share = header.Field == ColumnField.Phone ? values.PhonesNotSerial : values.Emails;
        return share >= 0.6
            ? new(header.Field, (0.2 + (0.6 * share)) * RankWorth(header.Rank), MappingEvidence.Both, GuessStrength.Hinted)
            : Unknown(values, isNameless: false);
    }

    private static ColumnGuess OfSomeone(ColumnValues values) =>
        values.PhonesNotSerial >= 0.6
            ? new(ColumnField.Phone, 0.3 + (0.6 * values.PhonesNotSerial), MappingEvidence.Both, GuessStrength.Borne)
        : values.Emails >= Clearly ? new(ColumnField.Email, Clearly * values.Emails, MappingEvidence.Both)
        : values.Names >= Clearly ? new(ColumnField.DisplayName, Clearly * values.Names, MappingEvidence.Both)
        : Unknown(values, isNameless: false);

    private static ColumnGuess Seen(ColumnValues values, bool isNameless)
    {
        if (values.Emails >= Clearly)
        {
            return new(ColumnField.Email, (isNameless ? 0.85 : 0.7) * values.Emails, MappingEvidence.Values);
        }

        if (values.ValidPhones >= 0.7)
        {
            return new(ColumnField.Phone, 0.75 * values.ValidPhones, MappingEvidence.Values, GuessStrength.Seen);
        }

        // Numbers without a country code where none is known: they may be phones, and may be anything else.
        if (values.PhonesNotSerial >= 0.64 && values.Distinct >= Clearly)
        {
            return new(ColumnField.Phone, 0.4, MappingEvidence.Values, GuessStrength.Seen);
        }

        // A name's cells look like those of a city: only where nothing has a name are they taken for one.
        if (isNameless && values.Companies >= 0.5)
        {
            return new(ColumnField.CompanyName, 0.6 * values.Companies, MappingEvidence.Values);
        }

        if (isNameless && values.Names >= Clearly && values.Distinct >= 0.5)
        {
            var worth = values.OneWordNames < 0.5 ? 0.6 : 0.4;
            return new(ColumnField.DisplayName, worth * values.Names * values.Distinct, MappingEvidence.Values);
        }

        return Unknown(values, isNameless);
    }

    private static ColumnGuess Unknown(ColumnValues values, bool isNameless) =>
        isNameless && values.Count == 0
            ? new(ColumnField.Ignored, 0.6, MappingEvidence.Values)
            : new(ColumnField.CustomField, 0.5, MappingEvidence.None);

    private static double RankWorth(PhoneRank rank) => rank switch
    {
        PhoneRank.Company => 0.5,
        PhoneRank.Lesser => 0.9,
        _ => 1,
    };
}
