namespace ContactBooks.Server.Dashboard.People;

/// <summary>The texts of a customer's people.</summary>
internal sealed class PeopleTexts;
