namespace ContactBooks.Server.Commands.Contacts;

/// <summary>The commands about contacts.</summary>
internal static class ContactsNoun
{
    /// <summary>All of them, under their noun.</summary>
    public static OperatorCommand Create() =>
        new(
            "contacts",
            "Contacts: into a book from a file, and out of it into one.",
            "contactbooks contacts import leads.xlsx --book grp_01j…",
            "contactbooks contacts export --book grp_01j… --output leads.csv")
        {
            new ImportCommand(),
            new ExportCommand(),
        };
}
