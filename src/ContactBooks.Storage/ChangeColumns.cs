using ContactBooks.Core.History;

namespace ContactBooks.Storage;

/// <summary>How the schemas hold what made a change and where it stands.</summary>
internal static class ChangeColumns
{
    public static string Of(ChangeKind kind) => kind.ToString().ToUpperInvariant();

    public static string Of(ChangeState state) => state.ToString().ToUpperInvariant();

    public static ChangeKind ReadKind(string column) => Enum.Parse<ChangeKind>(column, ignoreCase: true);

    public static ChangeState ReadState(string column) => Enum.Parse<ChangeState>(column, ignoreCase: true);
}
