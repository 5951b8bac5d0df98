namespace ContactBooks.Server.Commands.Imports;

/// <summary>The commands about imports.</summary>
internal static class ImportsNoun
{
    /// <summary>All of them, under their noun.</summary>
    public static OperatorCommand Create() =>
        new(
            "imports",
            "Imports: files on their way into a book. `contacts import` makes one.",
            "contactbooks imports list --book grp_01j…",
            "contactbooks imports show imp_01j… --book grp_01j… --rejects refused.csv")
        {
            new ListCommand(),
            new ShowCommand(),
            new ResumeCommand(),
            new CancelCommand(),
            new UndoCommand(),
        };
}
