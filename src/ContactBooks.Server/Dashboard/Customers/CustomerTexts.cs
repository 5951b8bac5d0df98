namespace ContactBooks.Server.Dashboard.Customers;

/// <summary>The texts of customers, for operators.</summary>
internal sealed class CustomerTexts;
