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
        var figures = Kinds.ToDictionary(kind => kind, _ => new List<(double Bare, double Recorded)>());
        foreach (var kind in Kinds)
        {
            await recorded.MedianAsync(kind, _warmUps);
            await bare.MedianAsync(kind, _warmUps);
        }

        for (var round = 0; round < rounds; round++)
        {
            foreach (var kind in Kinds)
            {
                var first = round % 2 == 0 ? await recorded.MedianAsync(kind, requests) : 0;
                var without = await bare.MedianAsync(kind, requests);
                figures[kind].Add((without, first > 0 ? first : await recorded.MedianAsync(kind, requests)));
            }
        }

        result.Heading(recorded.Engine);
        result.Table(
            ["rows", "p50 ms, not recorded", "p50 ms, recorded", "ratio, median of the rounds", "lowest", "highest"],
            Kinds.Select(kind => Row(kind, figures[kind])));
        result.Note($"The machine's load average at the end: {ProcessUse.LoadAverage}. Identical rows change nothing, so that nothing is recorded of them.");
        result.Note(FilledStore.NoteOf(engine));
    }

    private static string[] Row(string kind, List<(double Bare, double Recorded)> rounds)
    {
        List<double> ratios = [.. rounds.Select(round => round.Recorded / round.Bare)];
        return
        [
            kind,
            Text(Median([.. rounds.Select(round => round.Bare)]), "F1"),
            Text(Median([.. rounds.Select(round => round.Recorded)]), "F1"),
            Text(Median(ratios), "F3"),
            Text(ratios.Min(), "F3"),
            Text(ratios.Max(), "F3"),
        ];
    }

    private static double Median(List<double> figures) => ContestFigures.Percentile(figures, 0.5);

    private static string Text(double figure, string format) => figure.ToString(format, CultureInfo.InvariantCulture);
}
