using System.Globalization;
using ContactBooks.Core.Phones;
using ContactBooks.Server.Hosting;

namespace ContactBooks.Server.Settings;

/// <summary>Reads the settings of every command, and collects all that is wrong with them.</summary>
internal sealed class SettingsReader
{
    private const int SmallestMaxBody = 1024;
    private const int LongestDrain = 300;
    private const string DefaultDataFolder = "data";

    private static readonly string[] Known =
        ["Data", "Postgres", "Urls", "Phones", "Phones:Accept", "Phones:DefaultCountryCode", "MaxBodyBytes", "LogLevel", "TrustedProxies", "DrainSeconds", .. TlsReader.Known];

    private readonly List<string> _faults = [];
    private readonly IConfiguration _section;

    private SettingsReader(SettingsFlags flags) => _section = ConfigurationSources.Read(flags, _faults);

    /// <summary>Reads them; see <see cref="OperatorSettings.Faults"/> for what is wrong.</summary>
    public static OperatorSettings Read(SettingsFlags flags)
    {
        var reader = new SettingsReader(flags);
        var server = reader.ReadServer();
        return new OperatorSettings(server, reader.Text("Postgres"), reader._faults, reader.Unknown());
    }

    private ServerSettings ReadServer()
    {
        var defaults = new ServerSettings { DataFolder = ReadDataFolder() };
        var urls = Read("Urls", defaults.Urls, ListenUrls.TryParse, ListenUrls.Rule);
        return defaults with
        {
            Urls = urls,
            Tls = TlsReader.Read(Text, urls, _faults),
            TrustedProxies = Read("TrustedProxies", defaults.TrustedProxies, ProxyList.TryParse, ProxyList.Rule),
            Drain = Read("DrainSeconds", defaults.Drain, TryDrain, $"a whole number of seconds, 0 to {LongestDrain}"),
            PhoneAcceptance = Read("Phones:Accept", defaults.PhoneAcceptance, TryName, "Valid or Possible"),
            DefaultCountryCode = Read("Phones:DefaultCountryCode", defaults.DefaultCountryCode, TryCode, "a country calling code such as 91"),
            MaxBodyBytes = Read("MaxBodyBytes", defaults.MaxBodyBytes, TryBytes, $"a whole number of bytes, {SmallestMaxBody} or more"),
            LogLevel = Read("LogLevel", defaults.LogLevel, TryName, "one of " + string.Join(", ", Enum.GetNames<LogLevel>())),
        };
    }

    private string ReadDataFolder() => Path.GetFullPath(Read("Data", DefaultDataFolder, TryFolder, "the path of a folder"));

    private delegate bool TryRead<T>(string text, out T value);

    private T Read<T>(string key, T otherwise, TryRead<T> tryRead, string rule)
    {
        if (Text(key) is not { } text)
        {
            return otherwise;
        }

        if (tryRead(text, out var value))
        {
            return value;
        }

        var variable = $"{ConfigurationSources.Section}__{key.Replace(":", "__", StringComparison.Ordinal)}".ToUpperInvariant();
        _faults.Add($"The setting {ConfigurationSources.Section}:{key} ({variable}) is \"{text}\"; it must be {rule}.");
        return otherwise;
    }

    // Blank is as unset: an empty variable is how a unit file or a shell takes a setting away.
    private string? Text(string key) => _section[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private List<string> Unknown() =>
        [.. _section.AsEnumerable(makePathsRelative: true)
            .Select(setting => setting.Key)
            .Where(key => key.Length > 0 && !Known.Contains(key, StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.OrdinalIgnoreCase)];

    private static bool TryFolder(string text, out string folder)
    {
        folder = text;
        return !text.Contains('\0', StringComparison.Ordinal);
    }

    // Names only: Enum.TryParse alone would take "7" for a level.
    private static bool TryName<T>(string text, out T value)
        where T : struct, Enum
    {
        value = default;
        return char.IsAsciiLetter(text[0]) && Enum.TryParse(text, ignoreCase: true, out value) && Enum.IsDefined(value);
    }

    private static bool TryCode(string text, out CallingCode? code)
    {
        var isCode = CallingCode.TryParse(text, out var parsed);
        code = isCode ? parsed : null;
        return isCode;
    }

    private static bool TryBytes(string text, out int bytes) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bytes) && bytes >= SmallestMaxBody;

    private static bool TryDrain(string text, out TimeSpan drain)
    {
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds);
        drain = TimeSpan.FromSeconds(seconds);
        return isNumber && seconds <= LongestDrain;
    }
}
