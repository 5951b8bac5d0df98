namespace ContactBooks.Server.Dashboard.Users;

/// <summary>The texts of all who sign in, for operators.</summary>
internal sealed class UserTexts;
