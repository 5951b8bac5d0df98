namespace ContactBooks.Core.Mapping;

/// <summary>
/// Reads a column's name by its words. The longest entry of <see cref="HeaderWords"/> counts, from left to right; what the entries tell is
/// put together by a few rules:
/// <list type="bullet">
/// <item><description>one word of something else makes it something else: <c>Phone type</c>, <c>Name of spouse</c>;</description></item>
/// <item><description>one field and nothing unknown is that field: <c>Your mobile no. (required)</c>;</description></item>
/// <item><description>one field among unknown words is a hint at most, <c>Phone Berlin</c>, and a name not that;</description></item>
/// <item><description>two fields are one where people write both for it: <c>Company name</c>, <c>Company phone</c>;</description></item>
/// <item><description>someone, or a mere number, is for the values to tell: <c>Contact</c>, <c>Number</c>.</description></item>
/// </list>
/// </summary>
internal static class HeaderReader
{
    /// <summary>Reads a name.</summary>
    public static HeaderReading Read(string header)
    {
        var words = HeaderText.Words(header);
        var found = new HashSet<HeaderWord>();
        var copy = 1;
        for (var i = 0; i < words.Count;)
        {
            var (word, length) = EntryAt(words, i);
            if (word == HeaderWord.Unknown && char.IsDigit(words[i][0]))
            {
                copy = CopyOf(words[i]) ?? copy;
                word = HeaderWord.Neutral;
            }

            found.Add(word);
            i += length;
        }

        return Judge(found) with { Copy = copy };
    }

    private static (HeaderWord Word, int Length) EntryAt(IReadOnlyList<string> words, int start)
    {
        for (var length = Math.Min(HeaderWords.LongestEntry, words.Count - start); length > 0; length--)
        {
            if (HeaderWords.Find(words.Skip(start).Take(length)) is not HeaderWord.Unknown and var word)
            {
                return (word, length);
            }
        }

        return (HeaderWord.Unknown, 1);
    }

    // One digit numbers a column; more are a country code or a year.
    private static int? CopyOf(string digits) => digits.Length == 1 && digits[0] is >= '1' and <= '9' ? digits[0] - '0' : null;

    private static HeaderReading Judge(HashSet<HeaderWord> found)
    {
        var hasEmail = found.Contains(HeaderWord.Email);
        if (found.Contains(HeaderWord.Other) || (found.Contains(HeaderWord.WithEmail) && !hasEmail))
        {
            return new(HeaderMeaning.SomethingElse);
        }

        var isPhone = found.Contains(HeaderWord.Mobile) || found.Contains(HeaderWord.Phone);
        var isCompany = found.Contains(HeaderWord.Company);
        var name = NameOf(found);
        var isDoubtful = found.Contains(HeaderWord.Unknown);
        var isLesser = found.Contains(HeaderWord.Lesser);

        if (isPhone && !hasEmail && name == HeaderWord.Unknown)
        {
            var rank = isCompany ? PhoneRank.Company
                : isLesser ? PhoneRank.Lesser
                : found.Contains(HeaderWord.Mobile) ? PhoneRank.Mobile
                : PhoneRank.Plain;
            return new(isDoubtful ? HeaderMeaning.Hint : HeaderMeaning.Field, ColumnField.Phone, rank);
        }

        if (hasEmail && !isPhone && name == HeaderWord.Unknown)
        {
            var rank = isCompany ? PhoneRank.Company : isLesser ? PhoneRank.Lesser : PhoneRank.Plain;
            return new(isDoubtful ? HeaderMeaning.Hint : HeaderMeaning.Field, ColumnField.Email, rank);
        }

        if (hasEmail && name != HeaderWord.Unknown)
        {
            return new(HeaderMeaning.SomethingElse); // The name that mails are shown with.
        }

        if (isDoubtful || isLesser)
        {
            return new(HeaderMeaning.Nothing);
        }

        if (isCompany && !isPhone)
        {
            return found.Contains(HeaderWord.FirstName) || found.Contains(HeaderWord.LastName)
                ? new(HeaderMeaning.Nothing)
                : new(HeaderMeaning.Field, ColumnField.CompanyName);
        }

        if (name != HeaderWord.Unknown && !isPhone)
        {
            return new(HeaderMeaning.Field, FieldOf(name), Word: name);
        }

        return found.Count == 0 ? new(HeaderMeaning.Nothing) : new(HeaderMeaning.Someone);
    }

    /// <summary>Which name the words tell: a first and a last one together are the whole, and so is a name with either.</summary>
    private static HeaderWord NameOf(HashSet<HeaderWord> found)
    {
        var isLast = found.Contains(HeaderWord.LastName);
        var isFirst = found.Contains(HeaderWord.FirstName) || (isLast && found.Contains(HeaderWord.NameOrFirstName));
        if (isFirst || isLast)
        {
            return (isFirst && isLast) || found.Contains(HeaderWord.Name) ? HeaderWord.Name : isFirst ? HeaderWord.FirstName : HeaderWord.LastName;
        }

        return found.Contains(HeaderWord.Name) ? HeaderWord.Name
            : found.Contains(HeaderWord.NameOrLastName) ? HeaderWord.NameOrLastName
            : found.Contains(HeaderWord.NameOrFirstName) ? HeaderWord.NameOrFirstName
            : HeaderWord.Unknown;
    }

    private static ColumnField FieldOf(HeaderWord name) => name switch
    {
        HeaderWord.FirstName => ColumnField.FirstName,
        HeaderWord.LastName => ColumnField.LastName,
        _ => ColumnField.DisplayName,
    };
}
