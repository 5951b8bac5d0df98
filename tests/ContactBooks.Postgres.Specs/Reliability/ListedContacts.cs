namespace ContactBooks.Specs.Reliability;

/// <summary>A book's contacts as the server lists them, page by page to the end.</summary>
internal static class ListedContacts
{
    public static async Task<IReadOnlyList<(string Phone, string Uid)>> ReadAsync(Caller caller, string book)
    {
        var all = new List<(string, string)>();
        for (var after = ""; ;)
        {
            var page = await caller.GetAsync($"{Caller.Books}/{book}/contacts?limit=1000{after}");
            page.Status.Should().Be(200, "{0}", page);
            all.AddRange(page.Data.GetProperty("items").EnumerateArray().Select(item => (item.GetProperty("phone").GetString()!, item.GetProperty("uid").GetString()!)));
            var pagination = page.Data.GetProperty("pagination");
            if (!pagination.GetProperty("hasMore").GetBoolean())
            {
                return all;
            }

            after = $"&cursor={pagination.GetProperty("nextCursor").GetString()}";
        }
    }
}
