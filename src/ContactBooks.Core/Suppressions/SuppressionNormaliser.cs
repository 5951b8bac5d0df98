using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Rows;

namespace ContactBooks.Core.Suppressions;

/// <summary>Judges opt-outs: their phones by the one rule that contacts' have.</summary>
/// <param name="rows">The rule of rows, of which an opt-out is one with nothing but a phone.</param>
public sealed class SuppressionNormaliser(RowNormaliser rows)
{
    /// <summary>Code points of a reason.</summary>
    public const int MaxReasonLength = 200;

    /// <summary>Normalises one.</summary>
    /// <param name="raw">As it came.</param>
    /// <param name="defaultCode">For a phone without a country code; null for none.</param>
    public NormalisedSuppression Normalise(RawSuppression raw, CallingCode? defaultCode)
    {
        var row = rows.Normalise(new RawRow { Phone = raw.Phone }, defaultCode);
        if (row.Rejected is { } rejected)
        {
            return new NormalisedSuppression(null, rejected);
        }

        return TextRule.Apply(raw.Reason, "reason", MaxReasonLength, out var reason) is { } fault
            ? new NormalisedSuppression(null, new RejectedRow(raw.Phone.Text, [fault]))
            : new NormalisedSuppression(new NewSuppression(row.Patch!.Phone, reason.Value), null);
    }
}

/// <summary>What an opt-out came to: exactly one of the two.</summary>
/// <param name="Suppression">The phone, where it may be taken.</param>
/// <param name="Rejected">Why it may not.</param>
public readonly record struct NormalisedSuppression(NewSuppression? Suppression, RejectedRow? Rejected);
