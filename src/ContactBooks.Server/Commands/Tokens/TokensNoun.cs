namespace ContactBooks.Server.Commands.Tokens;

/// <summary>The commands about tokens.</summary>
internal static class TokensNoun
{
    /// <summary>All of them, under their noun.</summary>
    public static OperatorCommand Create() =>
        new("tokens", "What clients of the API show to be let in.", "contactbooks tokens create --customer cus_01j…", "contactbooks tokens list --customer cus_01j…")
        {
            new CreateCommand(),
            new ListCommand(),
            new RevokeCommand(),
        };
}
