using System.Globalization;
using System.Text;

namespace ContactBooks.Bench;

/// <summary>The goals, and what a run reached, as one table.</summary>
/// <param name="measured">What was measured; an engine that isn't there was not in the run.</param>
internal sealed class GoalsReport(IReadOnlyDictionary<ContestEngine, ContestFigures> measured)
{
    private const string NotThere = "not in this run";

    /// <param name="command">The command that did it.</param>
    /// <param name="conditions">What else was given: how many contacts, how many rounds.</param>
    public string ToMarkdown(string command, string conditions)
    {
        var text = new StringBuilder(ResultText.Head("The goals, and what was reached", command));
        text.AppendLine(CultureInfo.InvariantCulture, $"Uploads of {Sample.RowsOfUpload} rows, {conditions}. \"Ours / other\" is our rate divided by the other's in the same round, both with {ContestGoals.Clients} clients unless said: the median of the rounds, and the lowest and highest. p99 / p50 is over the uploads of all rounds, and of the lowest and highest round. Bold: the goal is reached. All figures: {string.Join(", ", ContestEngine.All.Where(measured.ContainsKey).Select(engine => $"[{engine.Name}]({engine.FileName})"))}.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"![Contacts taken in a second, each contestant and kind of rows]({ContestPicture.FileName})").AppendLine();
        text.AppendLine("| what | goal | reached |").AppendLine("| --- | ---: | ---: |");
        foreach (var (what, goal, reached) in ContestGoals.Ratios.SelectMany(Ratios).Concat(ContestEngine.All.SelectMany(Tails)).Concat(ContestEngine.All.SelectMany(Memory)))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {goal} | {reached} |");
        }

        return text.ToString();
    }

    private IEnumerable<(string What, string Goal, string Reached)> Ratios(RatioGoal goal)
    {
        var what = $"{goal.Engine.Name}, ours / {goal.Other}";
        var there = measured.TryGetValue(goal.Engine, out var figures)
            ? goal.Kinds.Select(one => (one.Kind, one.Goal, Reached: Ratio(figures, goal, one.Kind, one.Goal))).Where(one => one.Reached is not null).ToList()
            : [];
        return there.Count == 0
            ? [(what, string.Join(", ", goal.Kinds.Select(one => AtLeast(one.Goal)).Distinct()), NotThere)]
            : there.Select(one => ($"{what}: {one.Kind}", AtLeast(one.Goal), one.Reached!));
    }

    private static string? Ratio(ContestFigures figures, RatioGoal goal, string kind, double? least)
    {
        if (figures.ClientsNearest(goal.Name, kind, ContestGoals.Clients) is not { } clients ||
            figures.Ratio(Ours.Title, goal.Name, kind, ContestGoals.Clients, clients) is not { } ratio)
        {
            return null;
        }

        var with = clients == ContestGoals.Clients ? "" : $", the other at its best: {clients} client{(clients == 1 ? "" : "s")}";
        return $"{Reached(Number(ratio.Median), ratio.Median >= least)} ({Number(ratio.Low)}–{Number(ratio.High)}){with}";
    }

    private IEnumerable<(string What, string Goal, string Reached)> Tails(ContestEngine engine) => OfMany(
        engine, "p99 / p50", Goal(ContestGoals.Tail), figures =>
            from kind in SampleUploads.Kinds
            let tail = figures.Tail(Ours.Title, kind, ContestGoals.ManyClients)
            where tail is not null
            select ($": {kind}", $"{Reached(Number(tail.Value.All), tail.Value.All <= ContestGoals.Tail)} ({Number(tail.Value.Low)}–{Number(tail.Value.High)})"));

    private IEnumerable<(string What, string Goal, string Reached)> Memory(ContestEngine engine) => OfMany(
        engine, "memory of the server", $"{Whole(ContestGoals.Memory)} MiB", figures =>
            figures.PeakMemory(Ours.Title, ContestGoals.ManyClients) is { } memory ? [("", Reached($"{Whole(memory)} MiB", memory <= ContestGoals.Memory))] : []);

    /// <summary>Lines about the large number of clients: none at all where the run was without it.</summary>
    private IEnumerable<(string What, string Goal, string Reached)> OfMany(
        ContestEngine engine, string about, string most, Func<ContestFigures, IEnumerable<(string Which, string Reached)>> reached)
    {
        var (what, goal) = ($"{engine.Name}, {about} at {ContestGoals.ManyClients} clients", $"≤ {most}");
        if (!measured.Values.Any(figures => figures.ClientsOf(Ours.Title).Contains(ContestGoals.ManyClients)))
        {
            return [];
        }

        return measured.TryGetValue(engine, out var figures)
            ? reached(figures).Select(one => (what + one.Which, goal, one.Reached))
            : [(what, goal, NotThere)];
    }

    private static string Reached(string figure, bool isReached) => isReached ? $"**{figure}**" : figure;

    private static string AtLeast(double? goal) => goal is { } least ? $"≥ {Goal(least)}" : "none: it does less";

    private static string Goal(double ratio) => ratio.ToString("0.0#", CultureInfo.InvariantCulture);

    private static string Number(double ratio) => ratio.ToString(ratio < 10 ? "F2" : "F1", CultureInfo.InvariantCulture);

    private static string Whole(double number) => number.ToString("F0", CultureInfo.InvariantCulture);
}
