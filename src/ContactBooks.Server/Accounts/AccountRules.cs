namespace ContactBooks.Server.Accounts;

/// <summary>What holds for every account, wherever it is made.</summary>
internal static class AccountRules
{
    /// <summary>Characters (code points) of a person's name.</summary>
    public const int MaxNameLength = 200;

    /// <summary>Characters of an email address, as SMTP has it (RFC 5321).</summary>
    public const int MaxEmailLength = 254;
}
