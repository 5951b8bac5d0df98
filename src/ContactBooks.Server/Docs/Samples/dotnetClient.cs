var options = new UploadManyOptions { DefaultCountryCode = "91", KeyPrefix = "leads-2026-11-26" };
await foreach (var result in client.Contacts.UploadManyAsync(book.Uid, rows, options))
{
    if (result.Status == RowStatus.Invalid)
    {
        Console.WriteLine($"Row {result.Row}: {result.Reason} {result.Phone}: {result.Message}");
    }
}
