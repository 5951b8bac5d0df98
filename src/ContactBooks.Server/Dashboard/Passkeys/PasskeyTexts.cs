namespace ContactBooks.Server.Dashboard.Passkeys;

/// <summary>The texts of what asks for passkeys.</summary>
internal sealed class PasskeyTexts;
