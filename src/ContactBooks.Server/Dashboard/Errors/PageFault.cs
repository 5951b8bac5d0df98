namespace ContactBooks.Server.Dashboard.Errors;

/// <summary>Why somebody gets no page.</summary>
/// <param name="Status">The answer's status.</param>
/// <param name="Name">What its texts are called: <c>{Name}.Title</c> and <c>{Name}.Text</c>.</param>
public sealed record PageFault(int Status, string Name)
{
    /// <summary>There is no such page, or none that its reader may know of.</summary>
    public static PageFault NotFound { get; } = new(StatusCodes.Status404NotFound, "NotFound");

    /// <summary>Its reader is known and may not see it.</summary>
    public static PageFault Forbidden { get; } = new(StatusCodes.Status403Forbidden, "Forbidden");

    /// <summary>It would go over the network in clear.</summary>
    public static PageFault NeedsTls { get; } = new(StatusCodes.Status403Forbidden, "NeedsTls");

    /// <summary>Another site has sent the form.</summary>
    public static PageFault FromElsewhere { get; } = new(StatusCodes.Status403Forbidden, "FromElsewhere");

    /// <summary>The form is from before somebody else signed in, or from before the keys changed.</summary>
    public static PageFault OldForm { get; } = new(StatusCodes.Status400BadRequest, "OldForm");

    /// <summary>The link was used, or is over.</summary>
    public static PageFault UsedLink { get; } = new(StatusCodes.Status410Gone, "UsedLink");

    /// <summary>The store can't be reached, or has no room.</summary>
    public static PageFault Unavailable { get; } = new(StatusCodes.Status503ServiceUnavailable, "Unavailable");

    /// <summary>A fault of ours.</summary>
    public static PageFault Internal { get; } = new(StatusCodes.Status500InternalServerError, "Internal");
}
