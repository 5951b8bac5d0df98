using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Planning;
using ContactBooks.Server.Api.Uploads;

namespace ContactBooks.Server.Api.Reference;

/// <summary>What a row of an upload may come to.</summary>
/// <param name="Name">The contract's word for it.</param>
/// <param name="When">When it comes to that, a sentence.</param>
/// <param name="Carries">What the row's entry has besides: names of its properties.</param>
public sealed record ReferenceRowStatus(string Name, string When, IReadOnlyList<string> Carries);

/// <summary>Why a row did not go in.</summary>
/// <param name="Name">The contract's word for it.</param>
/// <param name="When">What breaks which rule, a sentence.</param>
public sealed record ReferenceRowReason(string Name, string When);

/// <summary>The statuses and reasons of rows that the reference tells of.</summary>
internal static class ReferenceRows
{
    public static IReadOnlyList<ReferenceRowStatus> Statuses { get; } =
    [
        new("CREATED", "No contact of yours had this phone. It was made and put into the book.", ["contact"]),
        new("UPDATED", "A contact had this phone, whether or not a value changed. It was put into the book if it wasn’t in it.", ["contact"]),
        new("SKIPPED", "An earlier valid row of the same request has the same phone: the first one wins. Or updatePolicy leaves the row out: nothing is done to its contact.", ["reason", "phone"]),
        new("INVALID", "The row’s content is wrong. The other rows go in.", ["reason", "field", "message", "phone", "faults"]),
    ];

    public static IReadOnlyList<ReferenceRowReason> Reasons { get; } =
    [
        new("DUPLICATE_IN_REQUEST", "The phone of an earlier valid row, once both are normalised."),
        new(UploadAnswer.NameOf(SkipReason.AlreadyExists), "A contact has this phone, and updatePolicy is createOnly. It is not put into the book."),
        new(UploadAnswer.NameOf(SkipReason.NotFound), "No contact has this phone, and updatePolicy is updateOnly."),
        .. Enum.GetValues<InvalidReason>().Select(reason => new ReferenceRowReason(UploadAnswer.NameOf(reason), WhenOf(reason))),
    ];

    private static string WhenOf(InvalidReason reason) => reason switch
    {
        InvalidReason.MissingPhone => "No phone, or a blank one.",
        InvalidReason.InvalidPhone => "Not a number that a message can be sent to; the row’s message says why.",
        InvalidReason.InvalidEmail => "An email address needs one @, something before it, a domain with a dot after it, and no spaces.",
        InvalidReason.FieldTooLong => "A text is over its limit.",
        InvalidReason.InvalidCharacters => "Control characters other than tab and line feed, or half a character, in a text or a custom value.",
        InvalidReason.InvalidCustomFields => "Custom fields over a limit: their keys, their depth or their size.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason that the reference doesn't tell of."),
    };
}
