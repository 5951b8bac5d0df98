namespace ContactBooks.Bench;

/// <summary>What a contest came to: for each contestant, kind of rows and number of clients the rounds' measurements.</summary>
internal sealed class ContestFigures
{
    private readonly List<(string Name, string Kind, int Clients, int Round, Measured Measured)> _all = [];

    public void Add(string name, string kind, int clients, int round, Measured measured) => _all.Add((name, kind, clients, round, measured));

    /// <summary>The contestants, in the order they first took part.</summary>
    public IEnumerable<string> Names => _all.Select(one => one.Name).Distinct();

    /// <summary>The numbers of clients that a contestant was measured with.</summary>
    public IEnumerable<int> ClientsOf(string name) => _all.Where(one => one.Name == name).Select(one => one.Clients).Distinct();

    /// <summary>Contacts a second, the median of the rounds; null where it wasn't measured.</summary>
    public double? Rate(string name, string kind, int clients) => Median(Of(name, kind, clients).Select(one => RateOf(one.Measured)));

    /// <summary>
    /// With how many clients one is held against another that has so many: as many, or where it wasn't measured with those, the
    /// number at which it was fastest. Null where it wasn't measured at all.
    /// </summary>
    public int? ClientsNearest(string name, string kind, int clients)
    {
        var there = _all.Where(one => one.Name == name && one.Kind == kind).Select(one => one.Clients).Distinct().ToList();
        return there.Count == 0 ? null : there.Contains(clients) ? clients : there.MaxBy(number => Rate(name, kind, number));
    }

    /// <summary>How long an upload took, over all rounds.</summary>
    /// <param name="name">Whose.</param>
    /// <param name="kind">The kind of its rows.</param>
    /// <param name="clients">With how many clients.</param>
    /// <param name="share">Which of them: 0.5 is the median, 0.99 what one in a hundred exceeds.</param>
    public double Milliseconds(string name, string kind, int clients, double share) =>
        Percentile(Of(name, kind, clients).SelectMany(one => one.Measured.Milliseconds), share);

    /// <summary>
    /// How many times as long as the median upload one in a hundred takes at least: over the uploads of all rounds, and in the
    /// rounds where it was lowest and highest. Null where it wasn't measured.
    /// </summary>
    public (double All, double Low, double High)? Tail(string name, string kind, int clients)
    {
        static double TailOf(List<double> times) => Percentile(times, 0.99) / Percentile(times, 0.5);
        var rounds = Of(name, kind, clients).Select(one => one.Measured.Milliseconds).ToList();
        return rounds.Count == 0 ? null : (TailOf([.. rounds.SelectMany(times => times)]), rounds.Min(TailOf), rounds.Max(TailOf));
    }

    /// <summary>Processor time of an upload, in milliseconds: of the server, and of the database's processes.</summary>
    public (double Server, double Database) ProcessorTime(string name, string kind, int clients)
    {
        double Each(Func<Measured, TimeSpan> of) => Median(Of(name, kind, clients).Select(one => of(one.Measured).TotalMilliseconds / one.Measured.Milliseconds.Count)) ?? 0;
        return (Each(measured => measured.Server), Each(measured => measured.Database));
    }

    /// <summary>The most memory that a server had, in MiB; 0 where there is none, null where it wasn't measured.</summary>
    public double? PeakMemory(string name, int clients) =>
        _all.Where(one => one.Name == name && one.Clients == clients).Max(one => (long?)one.Measured.PeakMemory) / 1048576.0;

    /// <summary>The ratio of two contestants' rates within each round: its median, lowest and highest. Null where one of them wasn't measured.</summary>
    public (double Median, double Low, double High)? Ratio(string name, string to, string kind, int clients, int clientsOfOther)
    {
        var others = Of(to, kind, clientsOfOther).ToDictionary(one => one.Round, one => RateOf(one.Measured));
        var ratios = Of(name, kind, clients).Where(one => others.ContainsKey(one.Round)).Select(one => RateOf(one.Measured) / others[one.Round]).ToList();
        return ratios.Count == 0 ? null : (Median(ratios)!.Value, ratios.Min(), ratios.Max());
    }

    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        var at = (sorted.Count - 1) * share;
        var (low, high) = ((int)Math.Floor(at), (int)Math.Ceiling(at));
        return sorted[low] + ((sorted[high] - sorted[low]) * (at - low));
    }

    private static double? Median(IEnumerable<double> values) => values.ToList() is { Count: > 0 } all ? Percentile(all, 0.5) : null;

    private static double RateOf(Measured measured) => measured.Milliseconds.Count * Sample.RowsOfUpload / measured.Whole.TotalSeconds;

    private IEnumerable<(string Name, string Kind, int Clients, int Round, Measured Measured)> Of(string name, string kind, int clients) =>
        _all.Where(one => one.Name == name && one.Kind == kind && one.Clients == clients);
}
