using System.Text;
using ContactBooks.Core.Files.Text;

namespace ContactBooks.Core.Files.VCard;

/// <summary>
/// The lines of a vCard file with what was folded put together again: a line that begins with a blank goes on the one above (RFC 6350,
/// 3.2), so does one after the <c>=</c> of quoted-printable. One without a colon can be no property: it is the next line of a value whose
/// line break should have been escaped.
/// </summary>
/// <param name="lines">The file's lines.</param>
/// <param name="limits">What a line may have.</param>
internal sealed class VCardLines(TextLines lines, FileLimits limits) : IDisposable
{
    private readonly StringBuilder _line = new();
    private string? _next;
    private bool _nextIsCut;

    /// <summary>The line that was read last; of one that is ignored, its beginning.</summary>
    public string Line { get; private set; } = "";

    /// <summary>Whether that line is of a property that is no part of the table, a picture for one.</summary>
    public bool IsIgnored { get; private set; }

    /// <summary>Whether that line is longer than any may be, and so not whole; nothing is to be read after one that isn't ignored.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Reads the next line. False at the end.</summary>
    public bool Read()
    {
        if (_next is null && !Advance())
            return false;

        var first = _next!;
        IsIgnored = VCardFields.IsIgnored(VCardProperty.NameOf(first));
        IsCut = _nextIsCut;
        _line.Clear().Append(first);
        while (Advance() && Continuation(first) is { } more)
        {
            IsCut |= _nextIsCut || _line.Length + more.Length > limits.MaxRowLength;
            if (IsIgnored)
                continue;
            if (IsCut)
                break;
            _line.Append(more);
        }

        Line = _line.Length == first.Length ? first : _line.ToString();
        return true;
    }

    /// <summary>Whether the line is this one, in whatever case.</summary>
    public bool Is(string line) => Line.AsSpan().Trim().Equals(line, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public void Dispose() => lines.Dispose();

    private string? Continuation(string first)
    {
        if (_line.Length > 0 && _line[^1] == '=' && VCardProperty.IsQuotedPrintable(first) && !IsFrame(_next!))
        {
            _line.Length--;
            return _next;
        }

        if (_next is [' ' or '\t', ..])
            return _next[1..];
        return !string.IsNullOrWhiteSpace(_next) && !_next.Contains(':', StringComparison.Ordinal) && !IsFrame(first) ? "\n" + _next : null;
    }

    private bool Advance()
    {
        var hasNext = lines.Read(out var line);
        _next = hasNext ? line.ToString() : null;
        _nextIsCut = lines.IsCut;
        return hasNext;
    }

    private static bool IsFrame(string line) =>
        line.StartsWith("BEGIN:", StringComparison.OrdinalIgnoreCase) || line.StartsWith("END:", StringComparison.OrdinalIgnoreCase);
}
