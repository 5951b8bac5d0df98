using System.Globalization;
using ContactBooks.Core.Books;
using ContactBooks.Core.Exports;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Rows;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Answers;

namespace ContactBooks.Server.Api.Requests;

/// <summary>Reads query parameters and collects all that is wrong with them. Unknown parameters are ignored.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    /// <summary>Entries of a page, unless the query says otherwise.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Entries of a page at the most.</summary>
    public const int MaxLimit = 1000;

    private readonly RequestFaults _faults = new();

    public delegate bool CursorParser<TCursor>(string text, out TCursor cursor);

    /// <summary>The error, or null if everything read so far was right.</summary>
    public ApiError? Error => _faults.Any ? ApiError.Validation(_faults.All[0].Message, _faults.All) : null;

    /// <summary>The number of the page, as asked for or by default; null where there is a cursor.</summary>
    public long? Page { get; private set; }

    /// <summary>Reads <c>page</c>, <c>limit</c> and <c>cursor</c>.</summary>
    public Slice<TCursor> Slice<TCursor>(CursorParser<TCursor> parse)
        where TCursor : struct
    {
        var limit = (int)Number("limit", DefaultLimit, MaxLimit);
        if (One("cursor") is not { } text)
        {
            Page = Number("page", 1, long.MaxValue);
            // A page past any end there can be is as empty as any other past the end.
            var offset = Page.Value - 1 > long.MaxValue / MaxLimit ? long.MaxValue : (Page.Value - 1) * limit;
            return new Slice<TCursor>(offset, limit, null);
        }

        if (query.ContainsKey("page"))
        {
            _faults.Add("cursor", RequestFaultCode.InvalidValue, "Send either page or cursor, not both.");
        }

        if (!parse(text, out var cursor))
        {
            _faults.Add("cursor", RequestFaultCode.InvalidValue, "cursor must be the nextCursor of an earlier answer to the same question.");
        }

        return new Slice<TCursor>(0, limit, cursor);
    }

    /// <summary>Reads <c>search</c>; null for none.</summary>
    public string? Search() => One("search") is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>Reads <c>book</c>, a book's identifier; null for any.</summary>
    public string? Book() => One("book");

    /// <summary>Reads <c>status</c>; null for any.</summary>
    public BookStatus? Status()
    {
        switch (One("status"))
        {
            case null:
                return null;
            case "ACTIVE":
                return BookStatus.Active;
            case "INACTIVE":
                return BookStatus.Inactive;
            default:
                _faults.Add("status", RequestFaultCode.InvalidValue, "status must be ACTIVE or INACTIVE.");
                return null;
        }
    }

    /// <summary>Reads <c>format</c>; CSV unless it says otherwise.</summary>
    /// <param name="known">The formats that there are; the first by default.</param>
    public ExportFormat Format(IReadOnlyList<ExportFormat> known)
    {
        if (One("format") is not { } text)
        {
            return known[0];
        }

        if (ExportFormats.Find(text.ToLowerInvariant()) is { } format && known.Contains(format))
        {
            return format;
        }

        _faults.Add("format", RequestFaultCode.InvalidValue, $"format must be one of {string.Join(", ", known.Select(ExportFormats.NameOf))}.");
        return known[0];
    }

    /// <summary>Reads <c>delimiter</c>; null for none.</summary>
    public char? Delimiter()
    {
        if (One("delimiter") is not { } text)
        {
            return null;
        }

        if (DelimiterText.Find(text) is { } delimiter)
        {
            return delimiter;
        }

        _faults.Add("delimiter", RequestFaultCode.InvalidValue, "delimiter must be comma, semicolon, tab or pipe.");
        return null;
    }

    /// <summary>Reads <c>updatePolicy</c>.</summary>
    public UpdatePolicy UpdatePolicy() => One("updatePolicy") is { } name ? UpdatePolicyField.Read(name, _faults) : default;

    /// <summary>Reads a switch that is off unless it is <c>true</c>.</summary>
    public bool Switch(string name)
    {
        var text = One(name);
        if (text is null || text.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        if (!text.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            _faults.Add(name, RequestFaultCode.InvalidValue, $"{name} must be true or false.");
        }

        return true;
    }

    /// <summary>Reads <c>include</c>: what the answer is to tell besides, a comma list.</summary>
    /// <param name="known">What this answer can tell.</param>
    public Included Include(Included known)
    {
        var asked = Included.Nothing;
        foreach (var word in One("include")?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            var what = IncludedWords.Find(word);
            if (what == Included.Nothing || !known.HasFlag(what))
            {
                _faults.Add("include", RequestFaultCode.InvalidValue, $"include may name {IncludedWords.Of(known)}, separated by commas.");
                return Included.Nothing;
            }

            asked |= what;
        }

        return asked;
    }

    private long Number(string name, long byDefault, long max)
    {
        if (One(name) is not { } text)
        {
            return byDefault;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max)
        {
            return number;
        }

        _faults.Add(name, RequestFaultCode.InvalidValue, max == long.MaxValue ? $"{name} must be a whole number from 1." : $"{name} must be a whole number from 1 to {max}.");
        return byDefault;
    }

    private string? One(string name)
    {
        if (!query.TryGetValue(name, out var values))
        {
            return null;
        }

        if (values.Count > 1)
        {
            _faults.Add(name, RequestFaultCode.DuplicateProperty, $"{name} stands in the query twice. Send it once.");
        }

        return values[0] ?? "";
    }
}
