using System.CommandLine;

namespace ContactBooks.Server.Commands.Imports;

/// <summary>Options that several commands about imports take.</summary>
internal static class SharedImportOptions
{
    /// <summary>Where refused rows go.</summary>
    public static Option<string?> Rejects() => new("--rejects")
    {
        Description = "Write the refused rows here, as CSV with the reasons, to be mended and imported again.",
        HelpName = "FILE",
    };

    /// <summary>Which import.</summary>
    public static Argument<string> Import() => SharedOptions.Uid("IMPORT_UID", "The import, imp_….");
}
