namespace ContactBooks.Server.Dashboard.YourAccount;

/// <summary>The texts of one's own account.</summary>
internal sealed class AccountTexts;
