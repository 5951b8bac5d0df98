using System.Globalization;

namespace ContactBooks.Bench;

/// <summary>
/// What it costs an upload that it is recorded, so that it can be undone: two servers over stores of the same content, one of
/// which records nothing, get the same uploads in turn, one client.
/// </summary>
/// <param name="contacts">How many contacts each store has before.</param>
/// <param name="rounds">How many rounds; each begins with the other server.</param>
/// <param name="requests">Uploads of each kind and server in a round.</param>
internal sealed class UndoBench(long contacts, int rounds, int requests)
{
    private static readonly string[] Kinds = [SampleUploads.New, SampleUploads.Changed, SampleUploads.Identical];

    private readonly int _warmUps = Math.Max(2, requests / 4);

    public async Task RunAsync(string engine, ResultFile result)
    {
        using var recorded = await UndoSide.StartAsync(engine, contacts);
        using var bare = await UndoSide.StartAsync(engine, contacts, ("CONTACTBOOKS__UNDODAYS", "0"));
        var figures = Kinds.ToDictionary(kind => kind, _ => new List<(UploadCost Bare, UploadCost Recorded)>());
        foreach (var kind in Kinds)
        {
            await recorded.MeasureAsync(kind, _warmUps);
            await bare.MeasureAsync(kind, _warmUps);
        }

        for (var round = 0; round < rounds; round++)
        {
            foreach (var kind in Kinds)
            {
                var (first, second) = round % 2 == 0 ? (recorded, bare) : (bare, recorded);
                var (one, other) = (await first.MeasureAsync(kind, requests), await second.MeasureAsync(kind, requests));
                figures[kind].Add(round % 2 == 0 ? (other, one) : (one, other));
            }
        }

        result.Heading(recorded.Engine);
        result.Table(
            ["rows", "p50 ms, not recorded", "recorded", "ratio", "of the rounds", "processor ms, not recorded", "recorded", "ratio", "of the rounds"],
            Kinds.Select(kind => (string[])[kind, .. Columns(figures[kind], cost => cost.Milliseconds), .. Columns(figures[kind], cost => cost.ProcessorMilliseconds)]));
        result.Note(
            $"Medians of the rounds. Processor time is that of server and database, an upload. The machine's load average at the end: {ProcessUse.LoadAverage}. " +
            "Identical rows change nothing, so that nothing is recorded of them: their ratio tells how still the machine was.");
        result.Note(FilledStore.NoteOf(engine));
    }

    private static string[] Columns(List<(UploadCost Bare, UploadCost Recorded)> rounds, Func<UploadCost, double> of)
    {
        List<double> ratios = [.. rounds.Select(round => of(round.Recorded) / of(round.Bare))];
        return
        [
            Text(Median([.. rounds.Select(round => of(round.Bare))]), "F1"),
            Text(Median([.. rounds.Select(round => of(round.Recorded))]), "F1"),
            Text(Median(ratios), "F2"),
            $"{Text(ratios.Min(), "F2")} to {Text(ratios.Max(), "F2")}",
        ];
    }

    private static double Median(List<double> figures) => ContestFigures.Percentile(figures, 0.5);

    private static string Text(double figure, string format) => figure.ToString(format, CultureInfo.InvariantCulture);
}
