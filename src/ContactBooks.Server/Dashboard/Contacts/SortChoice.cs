using ContactBooks.Core.Store;

namespace ContactBooks.Server.Dashboard.Contacts;

/// <summary>How a book's page sorts its contacts.</summary>
/// <param name="Value">
/// As the address has it: a column, with a minus in front for the other way round; empty for the order that needs no asking.
/// </param>
/// <param name="Sort">As the store has it; null for its own order.</param>
public sealed record SortChoice(string Value, ContactSort? Sort)
{
    /// <summary>The parameter of the address.</summary>
    public const string Parameter = "sort";

    private const char Backwards = '-';

    /// <summary>All there are.</summary>
    public static IReadOnlyList<SortChoice> All { get; } =
    [
        new("", null),
        new("added", ContactSort.Oldest),
        new("name", ContactSort.Name),
        new("-name", ContactSort.NameDescending),
        new("phone", ContactSort.Phone),
        new("-phone", ContactSort.PhoneDescending),
    ];

    /// <summary>The one that an address asks for; the first where it asks for none that there is.</summary>
    public static SortChoice Of(string? value) => All.FirstOrDefault(choice => choice.Value == value) ?? All[0];

    /// <summary>The name of its text.</summary>
    public string Text => $"Sort.{Sort?.ToString() ?? "Newest"}";

    /// <summary>How a column is sorted, in the words of ARIA; null if the list isn't sorted by it.</summary>
    public string? DirectionOf(string column) =>
        Value == column ? "ascending"
        : Value == Backwards + column ? "descending"
        : null;

    /// <summary>What pressing a column's header asks for: that column, and if it is that already the other way round.</summary>
    public string ValueAfter(string column) => Value == column ? Backwards + column : column;
}
