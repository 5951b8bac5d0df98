using System.Text;
using ContactBooks.Core.History;

namespace ContactBooks.Specs.Store;

/// <summary>All that is told of what a change did to a contact, as values that compare.</summary>
internal sealed record ToldChange(string Change, DateTimeOffset At, ChangeEffects Effects, string Former, string Left, string Undo)
{
    public static ToldChange Of(ContactChange change) => new(
        change.Change.Uid,
        change.At,
        change.Effects,
        change.Differing == 0 ? "" : $"{change.Differing}: {FormerOf(change)}",
        string.Join(", ", change.Left.Select(book => book.Name ?? "gone")),
        change.IsUndone ? change.Kept?.ToString() ?? "Undone" : "");

    private static string FormerOf(ContactChange change)
    {
        var (display, first, last, email, company, custom) = change.Former;
        return string.Join(", ", new[] { display, first, last, email, company, Encoding.UTF8.GetString(custom.Span) }.Where(text => !string.IsNullOrEmpty(text)));
    }
}
