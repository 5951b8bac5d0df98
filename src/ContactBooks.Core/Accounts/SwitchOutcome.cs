namespace ContactBooks.Core.Accounts;

/// <summary>What came of switching an account on or off.</summary>
public enum SwitchOutcome
{
    /// <summary>It is as was asked for.</summary>
    Done,

    /// <summary>There is no such account.</summary>
    NotFound,

    /// <summary>It is the last operator who can sign in, who stays: a server without one invites whoever has its log.</summary>
    LastOperator,
}
