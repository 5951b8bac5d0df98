namespace ContactBooks.Specs.Store;

/// <summary>What a search finds once an engine has tidied away what undone uploads have left. The model has nothing to tidy.</summary>
public abstract class TidiedUndoContract : RecordedStoreContract
{
    [Fact]
    public async Task Undone_uploads_leave_a_search_right_when_it_is_tidied()
    {
        string[] Named(string name) => [.. Enumerable.Range(0, 1000).Select(n => Uploads.Row(n, $"\"displayName\":\"{name} {n}\""))];
        await UploadAsync(Named("Asha"));
        for (var i = 0; i < 7; i++)
        {
            await UndoAsync(await RecordAsync(Named($"Ravi {i}")));
        }

        for (var steps = 0; await Store.MaintainAsync(Later(), Cancellation); steps++)
        {
            steps.Should().BeLessThan(1000, "tidying comes to an end");
        }

        (await FoundAsync("ravi")).Should().BeEmpty();
        (await EverySearchAsync(Book, "asha", 100)).Select(contact => contact.Phone).Should().OnlyHaveUniqueItems().And.HaveCount(1000);
    }
}
