namespace ContactBooks.Core.Store;

/// <summary>A request that must have its effect once however often it is sent.</summary>
/// <param name="Operation">Method and path; a key means nothing outside of it.</param>
/// <param name="Key">What the client chose, 1 to 255 characters.</param>
/// <param name="Fingerprint">SHA-256 over the query and the decoded body: the same key with another is refused.</param>
public sealed record KeyedRequest(string Operation, string Key, ReadOnlyMemory<byte> Fingerprint)
{
    /// <summary>How long an answer is kept for retries.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(24);
}

/// <summary>The answer of a request that had its effect.</summary>
/// <param name="Message">The envelope's <c>message</c>.</param>
/// <param name="Data">The envelope's <c>data</c>, JSON in UTF-8.</param>
/// <param name="ChangeUid">The change that its write is recorded as; null for none.</param>
public sealed record KeptAnswer(string Message, ReadOnlyMemory<byte> Data, string? ChangeUid = null);

/// <summary>What is to be kept in the same transaction as a write's effect.</summary>
/// <param name="Request">Whose answer it is.</param>
/// <param name="Message">The envelope's <c>message</c>.</param>
/// <param name="Render">Makes the envelope's <c>data</c> from what the write came to. Called inside the transaction: fast, and no I/O.</param>
public sealed record AnswerToKeep<T>(KeyedRequest Request, string Message, Func<T, ReadOnlyMemory<byte>> Render)
{
    /// <summary>Tells as what change the write is recorded; null for none.</summary>
    public Func<T, string?> ChangeOf { get; init; } = _ => null;

    /// <summary>The answer to keep of what the write came to.</summary>
    public KeptAnswer AnswerOf(T value) => new(Message, Render(value), ChangeOf(value));
}

/// <summary>How a write ended.</summary>
public enum WriteEnd
{
    /// <summary>It took effect, and is on disk.</summary>
    Done,

    /// <summary>It had taken effect before under this key; that answer is given again.</summary>
    Replayed,

    /// <summary>The key was used for another request. Nothing was written.</summary>
    KeyReused,

    /// <summary>A request with this key is under way. Nothing was written.</summary>
    KeyInProgress,

    /// <summary>The customer has no such book. Nothing was written.</summary>
    BookNotFound,
}

/// <summary>What a write came to.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Value">What it made, where it is <see cref="WriteEnd.Done"/>.</param>
/// <param name="Answer">The answer of before, where it is <see cref="WriteEnd.Replayed"/>; else the one kept now, if one was asked for.</param>
public sealed record Written<T>(WriteEnd End, T? Value = default, KeptAnswer? Answer = null);

/// <summary>What is known of a key.</summary>
public enum KeyState
{
    /// <summary>Nothing: the request may go ahead.</summary>
    Unknown,

    /// <summary>Its request took effect; the answer is kept.</summary>
    Answered,

    /// <summary>It was used for another request.</summary>
    Reused,

    /// <summary>Its request is under way.</summary>
    InProgress,
}
