namespace ContactBooks.Server.Dashboard.Faults;

/// <summary>What is wrong and what to do, for the reader of a page.</summary>
/// <param name="Text">In the reader's language; null where there are no words for it.</param>
/// <param name="Detail">As the API says it, in English; null where the text tells as much.</param>
public readonly record struct ToldFault(string? Text, string? Detail)
{
    /// <summary>All of it, where no markup can tell its languages apart.</summary>
    public override string ToString() => string.Join(' ', new[] { Text, Detail }.Where(part => part is not null));
}
