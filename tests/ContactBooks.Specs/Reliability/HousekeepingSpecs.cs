namespace ContactBooks.Specs.Reliability;

public sealed class HousekeepingSpecs
{
    [Fact]
    public async Task A_fault_in_the_background_is_told_and_ends_nothing()
    {
        using var folder = new DataFolder();
        var account = await folder.NewAccountAsync();
        await using var server = await folder.ServeAsync();
        var caller = new Caller(server.Http, account);

        // The token's use is noted, and cannot be written two seconds later: a fault that the store has no word for.
        (await caller.GetAsync(Caller.Books)).Status.Should().Be(200);
        folder.Stored.Execute("alter table tokens rename to gone");
        await server.WritesAsync("Housekeeping", TimeSpan.FromSeconds(20));
        folder.Stored.Execute("alter table gone rename to tokens");

        (await caller.GetAsync(Caller.Books)).Status.Should().Be(200, "{0}", server.Output);
    }
}
