namespace ContactBooks.Bench;

/// <summary>
/// Uploads of 1000 rows: our server beside the engine's floor and beside what a user would pick or write instead, in turn
/// and over several rounds of one run. After each turn it is seen whether what was sent is stored.
/// </summary>
/// <param name="contestants">Who takes part; disposed of with this.</param>
/// <param name="contacts">How many contacts each store has before anything is timed.</param>
/// <param name="clients">The numbers of clients.</param>
/// <param name="seconds">How long a turn lasts, more or less.</param>
internal sealed class ContestBench(IReadOnlyList<IContestant> contestants, long contacts, int[] clients, double seconds) : IAsyncDisposable
{
    private const int FewestOfClient = 4;
    private const int MostOfTurn = 600;
    private const int UploadsSeen = 3;

    private readonly Dictionary<IContestant, SampleUploads> _uploads = contestants.ToDictionary(one => one, _ => new SampleUploads(contacts));
    private readonly Dictionary<(IContestant, string, int), double> _secondsOfUpload = [];

    // No contact comes twice in one turn, or what was sent first would no longer be there.
    private readonly int _mostOfTurn = (int)Math.Min(MostOfTurn, contacts / 2 / Sample.RowsOfUpload);

    /// <summary>
    /// How many contacts there must be so that each of so many clients has enough uploads in a turn. Null for more clients than
    /// a turn has uploads for, however many contacts there are.
    /// </summary>
    /// <param name="clients">How many clients there are.</param>
    /// <param name="warmUps">How many more uploads a contestant does first, see <see cref="IContestant.WarmUps"/>.</param>
    public static long? FewestContacts(int clients, int warmUps) =>
        (FewestOfClient * (long)clients) + warmUps is var uploads && uploads <= MostOfTurn ? 2 * uploads * Sample.RowsOfUpload : null;

    /// <summary>Runs it.</summary>
    /// <param name="rounds">How many rounds count.</param>
    public async Task<ContestFigures> RunAsync(int rounds)
    {
        var figures = new ContestFigures();
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var kind in SampleUploads.Kinds)
            {
                foreach (var many in clients)
                {
                    // Nobody is always the first after somebody else.
                    var order = contestants.Skip(round % contestants.Count).Concat(contestants.Take(round % contestants.Count));
                    foreach (var one in order.Where(one => one.Does(kind, many)))
                    {
                        var measured = await TurnAsync(one, kind, many);
                        if (round > 0) // The first warms up, and tells how much a turn can hold.
                        {
                            figures.Add(one.Name, kind, many, round, measured);
                        }
                    }
                }
            }

            Console.Error.WriteLine(round == 0 ? "warmed up" : $"round {round} of {rounds}");
        }

        return figures;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in contestants)
        {
            await one.DisposeAsync();
        }
    }

    private async Task<Measured> TurnAsync(IContestant one, string kind, int many)
    {
        var each = _secondsOfUpload.TryGetValue((one, kind, many), out var seen) ? (int)Math.Round(seconds / (seen * many)) : 0;
        var most = (_mostOfTurn - one.WarmUps(many)) / many;
        var uploads = _uploads[one].Take(kind, (Math.Clamp(each, FewestOfClient, most) * many) + one.WarmUps(many));
        var measured = await one.RunAsync(uploads, many);
        _secondsOfUpload[(one, kind, many)] = measured.Whole.TotalSeconds / measured.Milliseconds.Count;
        foreach (var upload in new[] { uploads[0], uploads[uploads.Count / 2], uploads[^1] }.Distinct().Take(UploadsSeen))
        {
            var stored = await one.CountStoredAsync(upload.Rows);
            if (stored != upload.Rows.Count)
            {
                throw new InvalidOperationException($"{one.Name} has {stored} of {upload.Rows.Count} {kind} rows as they were sent.");
            }
        }

        return measured;
    }
}
