namespace ContactBooks.Server.Settings;

/// <summary>
/// Where settings come from, the later winning: <c>appsettings.json</c> beside the program, the one in the working
/// directory, the environment (<c>CONTACTBOOKS__…</c>), flags.
/// </summary>
internal static class ConfigurationSources
{
    /// <summary>The section that all settings are in, and what their environment variables begin with.</summary>
    public const string Section = "ContactBooks";

    private const string FileName = "appsettings.json";

    /// <summary>Reads them all; a file that can't be read is a fault, and the others still count.</summary>
    public static IConfiguration Read(SettingsFlags flags, List<string> faults)
    {
        var builder = new ConfigurationBuilder();
        foreach (var file in Files())
        {
            AddFile(builder, file, faults);
        }

        builder.AddEnvironmentVariables();
        builder.AddInMemoryCollection(Given(flags));
        return builder.Build().GetSection(Section);
    }

    private static IEnumerable<string> Files() =>
        new[] { AppContext.BaseDirectory, Environment.CurrentDirectory }
            .Select(folder => Path.GetFullPath(Path.Combine(folder, FileName)))
            .Distinct(StringComparer.Ordinal)
            .Where(File.Exists);

    private static void AddFile(ConfigurationBuilder builder, string file, List<string> faults)
    {
        try
        {
            // Read here and not when all is built, so that one bad file doesn't hide what else is wrong.
            var content = new ConfigurationBuilder().AddJsonFile(file, optional: false).Build();
            builder.AddConfiguration(content);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            faults.Add($"{file} can't be read: {e.GetBaseException().Message.ReplaceLineEndings(" ")}");
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> Given(SettingsFlags flags) =>
        new KeyValuePair<string, string?>[]
        {
            new($"{Section}:Data", flags.Data),
            new($"{Section}:Postgres", flags.Postgres),
            new($"{Section}:Urls", flags.Urls),
        }.Where(flag => flag.Value is not null);
}
