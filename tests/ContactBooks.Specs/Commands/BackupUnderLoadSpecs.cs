using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Data.Sqlite;

namespace ContactBooks.Specs.Commands;

public sealed class BackupUnderLoadSpecs : IDisposable
{
    private const int RowsOfAnUpload = 50;
    private readonly Operator _operator = new();
    private int _answered;

    public void Dispose() => _operator.Dispose();

    [Fact]
    public async Task A_backup_under_uploads_is_one_consistent_state_of_them()
    {
        await using var server = _operator.Serve();
        var address = await server.ListeningAsync();
        var customer = await _operator.NewCustomerAsync();
        var token = await _operator.NewAsync("token", "tokens", "create", "--customer", customer);
        var book = await _operator.NewAsync("uid", "books", "create", "--customer", customer, "--name", "A");
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var stop = new CancellationTokenSource();
        var uploads = UploadAsync(http, new Uri(address, $"/api/v2/contact-books/{book}/contacts/bulk"), stop.Token);

        // No more than the copies take: what matters is that uploads are answered before, during and after each.
        var copies = new List<(int Before, long Contacts, int After)>();
        for (var i = 0; i < 3; i++)
        {
            await AnsweredAsync(Volatile.Read(ref _answered) + 5, uploads);
            var before = Volatile.Read(ref _answered);
            var copy = (await _operator.RunAsync("backup", Copy(i), "--json")).ShouldBeDone().Json;
            copies.Add((before, copy.GetProperty("contacts").GetInt64(), Volatile.Read(ref _answered)));
        }

        await stop.CancelAsync();
        await uploads;

        foreach (var (copy, i) in copies.Select((copy, i) => (copy, i)))
        {
            // Whole uploads, all that were answered before the copy was begun, and none that was sent after it was done.
            (copy.Contacts % RowsOfAnUpload).Should().Be(0);
            copy.Contacts.Should().BeInRange(copy.Before * RowsOfAnUpload, (copy.After + 1) * RowsOfAnUpload);
            Scalar(Copy(i), "select contact_count from books").Should().Be(copy.Contacts);
            Scalar(Copy(i), "select count(*) from memberships").Should().Be(copy.Contacts);
        }
    }

    private string Copy(int number) => _operator.At(string.Create(CultureInfo.InvariantCulture, $"{number}.db"));

    private async Task UploadAsync(HttpClient http, Uri address, CancellationToken stop)
    {
        for (var upload = 0; !stop.IsCancellationRequested; upload++)
        {
            var rows = Enumerable.Range(0, RowsOfAnUpload).Select(row => $$"""{"phone":"{{919_810_000_000 + (upload * RowsOfAnUpload) + row}}"}""");
            using var body = new StringContent($$"""{"contacts":[{{string.Join(',', rows)}}]}""", Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(address, body, CancellationToken.None);
            answer.StatusCode.Should().Be(HttpStatusCode.OK);
            Interlocked.Increment(ref _answered);
        }
    }

    private async Task AnsweredAsync(int count, Task uploads)
    {
        while (Volatile.Read(ref _answered) < count)
        {
            uploads.IsCompleted.Should().BeFalse("uploads go on");
            await Task.Delay(10);
        }
    }

    private static long Scalar(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
