namespace ContactBooks.Server.Accounts;

/// <summary>What holds for every account, wherever it is made.</summary>
internal static class AccountRules
{
    /// <summary>Characters (code points) of the name of a person or a customer.</summary>
    public const int MaxNameLength = 200;

    /// <summary>Characters of an email address, as SMTP has it (RFC 5321).</summary>
    public const int MaxEmailLength = 254;
}
