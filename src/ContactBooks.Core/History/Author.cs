namespace ContactBooks.Core.History;

/// <summary>Who makes a change, as it is written down.</summary>
/// <param name="TokenUid">The token that it was asked for with, or null.</param>
/// <param name="UserUid">The person; null for the one that the token belongs to.</param>
public readonly record struct Actor(string? TokenUid, string? UserUid = null);

/// <summary>Who made a change, as it is told. Names are as they are now.</summary>
/// <param name="TokenUid">The token, or null.</param>
/// <param name="TokenName">What the token is for, or null.</param>
/// <param name="UserUid">The person, or null.</param>
/// <param name="UserName">The person's name, or null.</param>
public sealed record Author(string? TokenUid, string? TokenName, string? UserUid, string? UserName);
