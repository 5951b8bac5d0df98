namespace ContactBooks.Server.Commands.Uploads;

/// <summary>The commands about what was uploaded, or done to contacts otherwise, and can be undone.</summary>
internal static class UploadsNoun
{
    /// <summary>All of them, under their noun.</summary>
    public static OperatorCommand Create() =>
        new(
            "uploads",
            "Uploads: bulk uploads, imports, and contacts that were removed, moved or deleted, for as long as they can be undone.",
            "contactbooks uploads list --customer cus_01j…",
            "contactbooks uploads undo upl_01j…")
        {
            new ListCommand(),
            new ShowCommand(),
            new UndoCommand(),
            new KeptCommand(),
        };
}
