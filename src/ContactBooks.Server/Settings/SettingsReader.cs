using System.Globalization;
using ContactBooks.Core.Limits;
using ContactBooks.Core.Phones;
using ContactBooks.Server.Hosting;
using ContactBooks.Storage.Postgres;

namespace ContactBooks.Server.Settings;

/// <summary>Reads the settings of every command, and collects all that is wrong with them.</summary>
internal sealed class SettingsReader
{
    private const int SmallestMaxBody = 1024;
    private const long Megabyte = 1024 * 1024;
    private const int LongestDrain = 300;
    private const int LongestUndo = 365;
    private const string DefaultDataFolder = "data";

    private static readonly string LimitRule =
        $"requests per window such as 600/1m: 1 to {RateLimit.MaxQuota} requests, and a window of 1s to {RateLimit.MaxWindow.TotalHours:0}h in whole s, m or h";

    private static readonly string[] Known =
    [
        "Data", "Postgres", "UploadsAtOnce", "SearchCacheMegabytes", "Urls", "Phones", "Phones:Accept", "Phones:DefaultCountryCode", "MaxBodyBytes", "MaxImportBytes", "UndoDays",
        "Limits", "Limits:PerCustomer", "Limits:PerToken", "TrustedProxies", "DrainSeconds", "LogLevel", .. TlsReader.Known,
    ];

    private readonly List<string> _faults = [];
    private readonly IConfiguration _section;

    private SettingsReader(SettingsFlags flags) => _section = ConfigurationSources.Read(flags, _faults);

    /// <summary>Reads them; see <see cref="OperatorSettings.Faults"/> for what is wrong.</summary>
    public static OperatorSettings Read(SettingsFlags flags)
    {
        var reader = new SettingsReader(flags);
        var server = reader.ReadServer();
        return new OperatorSettings(server, reader.Text("Postgres"), reader.ReadPostgresOptions(), reader._faults, reader.Unknown());
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
            MaxImportBytes = Read("MaxImportBytes", defaults.MaxImportBytes, TryLongBytes, $"a whole number of bytes, {SmallestMaxBody} or more"),
            UndoDays = Read("UndoDays", defaults.UndoDays, TryDays, $"a whole number of days, 0 to {LongestUndo}"),
            CustomerLimit = Read("Limits:PerCustomer", defaults.CustomerLimit, TryLimit, LimitRule),
            TokenLimit = Read("Limits:PerToken", defaults.TokenLimit, TryLimit, LimitRule),
            LogLevel = Read("LogLevel", defaults.LogLevel, TryName, "one of " + string.Join(", ", Enum.GetNames<LogLevel>())),
        };
    }

    private PostgresOptions ReadPostgresOptions()
    {
        var defaults = new PostgresOptions();
        return defaults with
        {
            UploadsAtOnce = Read("UploadsAtOnce", defaults.UploadsAtOnce, TryCount, "a whole number, 1 or more"),
            SearchCacheBytes = Read("SearchCacheMegabytes", (int)(defaults.SearchCacheBytes / Megabyte), TryCount, "a whole number of megabytes, 1 or more") * Megabyte,
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

    private static bool TryCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count >= 1;

    private static bool TryLimit(string text, out RateLimit? limit)
    {
        var isLimit = RateLimit.TryParse(text, out var parsed);
        limit = isLimit ? parsed : null;
        return isLimit;
    }

    private static bool TryBytes(string text, out int bytes) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bytes) && bytes >= SmallestMaxBody;

    private static bool TryLongBytes(string text, out long bytes) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bytes) && bytes >= SmallestMaxBody;

    private static bool TryDays(string text, out int days) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out days) && days <= LongestUndo;

    private static bool TryDrain(string text, out TimeSpan drain)
    {
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds);
        drain = TimeSpan.FromSeconds(seconds);
        return isNumber && seconds <= LongestDrain;
    }
}
