namespace ContactBooks.Server.Commands.Doctor;

/// <summary>Whether Unicode normalisation works: without ICU it silently does nothing, and names and phones need it.</summary>
internal static class UnicodeCheck
{
    private const string Advice =
        "Install ICU (Debian: apt-get install libicu72 or the like; Alpine: apk add icu-libs) and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.";

    private const string Broken = "Unicode normalisation does not work: this .NET runs without ICU.";

    // An e and a combining accent, which NFC makes one character.
    private static bool Works => "e\u0301".Normalize().Length == 1;

    /// <summary>Looks.</summary>
    public static Finding Look() => Works
        ? Finding.Ok("unicode", "Unicode normalisation works.")
        : new Finding("unicode", Health.Fault, Broken, Advice);

    /// <summary>A server must not start without it.</summary>
    /// <exception cref="CommandException">It doesn't work.</exception>
    public static void Require()
    {
        if (!Works)
        {
            throw new CommandException(ExitCode.Configuration, $"{Broken} {Advice}");
        }
    }
}
