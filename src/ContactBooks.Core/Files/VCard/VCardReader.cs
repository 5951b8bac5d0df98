namespace ContactBooks.Core.Files.VCard;

/// <summary>
/// Reads cards, without pictures and what programs note for themselves. Besides versions 3 and 4 it takes 2.1, which Android still writes.
/// </summary>
/// <param name="lines">The file's lines.</param>
/// <param name="limits">What a card may have.</param>
internal sealed class VCardReader(VCardLines lines, FileLimits limits) : IDisposable
{
    private bool _isBegun;

    /// <summary>The number of the card that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Reads the next card; null at the end. What stands between cards is passed over.</summary>
    /// <exception cref="FileFaultException">It is cut off or goes beyond a limit.</exception>
    public IReadOnlyList<VCardProperty>? Read()
    {
        while (!_isBegun)
        {
            if (!lines.Read())
                return null;
            _isBegun = lines.Is("BEGIN:VCARD");
        }

        Number++;
        var card = new List<VCardProperty>();
        while (lines.Read())
        {
            // A card that lacks its end is ended by the next one's beginning.
            _isBegun = lines.Is("BEGIN:VCARD");
            if (_isBegun || lines.Is("END:VCARD"))
                return card;
            if (lines.IsIgnored || VCardProperty.Parse(lines.Line) is not { } property)
                continue;
            if (lines.IsCut || card.Count == limits.MaxColumns)
            {
                throw new FileFaultException(FileFaultCode.TooLarge,
                    $"Card {Number} is larger than a contact can be: see its {property.Name}.");
            }
            card.Add(property);
        }

        throw new FileFaultException(FileFaultCode.Damaged, $"The file ends within card {Number}. It seems to be cut off; export it anew.");
    }

    /// <inheritdoc/>
    public void Dispose() => lines.Dispose();
}
