namespace ContactBooks.Server.Dashboard.Contacts;

/// <summary>The texts of the pages of contacts.</summary>
internal sealed class ContactTexts;
