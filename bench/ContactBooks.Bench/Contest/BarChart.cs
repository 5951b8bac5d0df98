using System.Globalization;
using System.Security;
using System.Text;

namespace ContactBooks.Bench;

/// <summary>How a bar is drawn.</summary>
internal enum BarLook
{
    /// <summary>What can't be gone beyond, or hardly: an outline.</summary>
    Limit,

    /// <summary>What it is all about.</summary>
    Ours,

    /// <summary>What it is compared with.</summary>
    Other,
}

/// <summary>A bar: its name, and its number, which is also its length.</summary>
internal sealed record Bar(string Label, double Value, BarLook Look);

/// <summary>Bars that are compared with each other.</summary>
internal sealed record BarGroup(string Title, IReadOnlyList<Bar> Bars);

/// <summary>Groups of one heading.</summary>
internal sealed record BarPanel(string Title, IReadOnlyList<BarGroup> Groups);

/// <summary>
/// Horizontal bars, all on one scale, as an SVG that stands by itself: it brings its own background and fonts that are
/// everywhere, follows the reader's dark mode, and can be read without colours.
/// </summary>
/// <param name="title">What is shown.</param>
/// <param name="subtitle">How to read it.</param>
/// <param name="legend">What the looks of the bars mean.</param>
/// <param name="panels">The bars.</param>
/// <param name="notes">What else is to be known, a line each.</param>
internal sealed class BarChart(
    string title, string subtitle, IReadOnlyList<(BarLook Look, string Meaning)> legend, IReadOnlyList<BarPanel> panels, IReadOnlyList<string> notes)
{
    private const int Width = 800;
    private const int Margin = 24;
    private const int BarsAt = 268;
    private const int NumberWidth = 64;
    private const int Longest = Width - Margin - NumberWidth - BarsAt;
    private const int BarHeight = 14;
    private const int BarPitch = 19;
    private const int GroupGap = 15;

    // An average letter of the fonts below is half as wide as it is high, or a little more.
    private const double LetterWidth = 5.7;

    private const string Style =
        """
        <style>
          text { font: 12px -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; fill: #1f2328; }
          .title { font-size: 20px; font-weight: 600; }
          .panel { font-size: 14px; font-weight: 600; }
          .strong { font-weight: 600; }
          .quiet { fill: #59636e; }
          .end { text-anchor: end; }
          .card { fill: #ffffff; stroke: #d1d9e0; }
          .line { stroke: #d1d9e0; }
          .ours { fill: #0969da; }
          .other { fill: #9aa4af; }
          .limit { fill: #f6f8fa; stroke: #818b98; stroke-dasharray: 3 2; }
          @media (prefers-color-scheme: dark) {
            text { fill: #f0f6fc; }
            .quiet { fill: #9198a1; }
            .card { fill: #0d1117; stroke: #3d444d; }
            .line { stroke: #3d444d; }
            .ours { fill: #4493f8; }
            .other { fill: #656c76; }
            .limit { fill: #151b23; stroke: #9198a1; }
          }
        </style>
        """;

    private readonly List<Bar> _bars = [.. panels.SelectMany(panel => panel.Groups).SelectMany(group => group.Bars)];
    private readonly StringBuilder _drawn = new();
    private double _y;

    /// <summary>The picture's file.</summary>
    public string ToSvg()
    {
        _drawn.Clear();
        _y = 42;
        Text(Margin, "title", title);
        _y += 22;
        Text(Margin, "quiet", subtitle);
        _y += 28;
        Legend();
        foreach (var panel in panels)
        {
            Panel(panel);
        }

        _y += 18;
        Add($"""<line class="line" x1="{Margin}" y1="{_y - 19.5}" x2="{Width - Margin}" y2="{_y - 19.5}"/>""");
        foreach (var note in notes)
        {
            Text(Margin, "quiet", note);
            _y += 17;
        }

        var height = _y + 6;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{height}" viewBox="0 0 {Width} {height}" role="img" aria-labelledby="title desc">
            <title id="title">{Escape(title)}</title>
            <desc id="desc">{Escape(Description())}</desc>
            {Style}
            <rect class="card" x="0.5" y="0.5" width="{Width - 1}" height="{height - 1}" rx="10"/>
            {_drawn}</svg>

            """).ReplaceLineEndings("\n");
    }

    private void Legend()
    {
        var x = (double)Margin;
        foreach (var (look, meaning) in legend.Where(one => _bars.Exists(bar => bar.Look == one.Look)))
        {
            Rectangle(look, x, BarHeight);
            Text(x + BarHeight + 7, "", meaning);
            x += BarHeight + 30 + (meaning.Length * LetterWidth);
        }
    }

    private void Panel(BarPanel panel)
    {
        _y += 40;
        Text(Margin, "panel", panel.Title);
        _y += 10;
        var largest = _bars.Select(bar => bar.Value).DefaultIfEmpty(1).Max();
        foreach (var group in panel.Groups.Where(group => group.Bars.Count > 0))
        {
            Add($"""<line class="line" x1="{Margin}" y1="{_y + 0.5}" x2="{Width - Margin}" y2="{_y + 0.5}"/>""");
            _y += BarPitch + 3;
            Text(Margin, "strong", group.Title);
            foreach (var bar in group.Bars)
            {
                var weight = bar.Look == BarLook.Ours ? "strong" : "";
                var length = Math.Max(1, bar.Value / largest * Longest);
                Text(BarsAt - 10, $"end {weight}", bar.Label);
                Rectangle(bar.Look, BarsAt, length);
                Text(BarsAt + length + 7, weight, Number(bar.Value));
                _y += BarPitch;
            }

            _y += GroupGap - BarPitch - 3;
        }
    }

    /// <summary>A bar beside a line of text whose foot is at <see cref="_y"/>.</summary>
    private void Rectangle(BarLook look, double x, double width)
    {
        // An outline is drawn half outside.
        var half = look == BarLook.Limit ? 0.5 : 0;
        Add($"""<rect class="{NameOf(look)}" x="{x + half:0.#}" y="{_y - 11 + half}" width="{Math.Max(1, width - (2 * half)):0.#}" height="{BarHeight - (2 * half)}" rx="2"/>""");
    }

    private void Text(double x, string look, string text) => Add($"""<text class="{look.Trim()}" x="{x:0.#}" y="{_y}">{Escape(text)}</text>""");

    private void Add(FormattableString element) => _drawn.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');

    /// <summary>The picture for those who don't see it.</summary>
    private string Description() => string.Join(' ', panels.SelectMany(panel => panel.Groups.Where(group => group.Bars.Count > 0).Select(group =>
        $"{panel.Title}, {group.Title}: {string.Join("; ", group.Bars.Select(bar => $"{bar.Label} {Number(bar.Value)}"))}.")));

    private static string NameOf(BarLook look) => look switch
    {
        BarLook.Ours => "ours",
        BarLook.Other => "other",
        _ => "limit",
    };

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Escape(string text) => SecurityElement.Escape(text);
}
