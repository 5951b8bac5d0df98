using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Rows;
using ContactBooks.Core.Suppressions;

namespace ContactBooks.Server.Dashboard.OptOuts;

/// <summary>Phones that somebody pasted, one a line, judged.</summary>
/// <param name="Good">Those that may come onto the list.</param>
/// <param name="Bad">The other lines, and why.</param>
internal sealed record NewOptOuts(IReadOnlyList<NewSuppression> Good, IReadOnlyList<(string Line, RowFault Why)> Bad)
{
    /// <summary>How many lines there are.</summary>
    public int Count => Good.Count + Bad.Count;

    /// <summary>Judges lines; blank ones are passed over.</summary>
    public static NewOptOuts Read(string text, string? reason, SuppressionNormaliser normaliser, CallingCode? defaultCode)
    {
        var (good, bad) = (new List<NewSuppression>(), new List<(string, RowFault)>());
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var raw = new RawSuppression(RawText.Of(line), string.IsNullOrWhiteSpace(reason) ? default : RawText.Of(reason));
            var one = normaliser.Normalise(raw, defaultCode);
            if (one.Suppression is { } suppression)
            {
                good.Add(suppression);
            }
            else
            {
                bad.Add((line, one.Rejected!.Faults[0]));
            }
        }

        return new NewOptOuts(good, bad);
    }
}
