using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;
using ContactBooks.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ContactBooks.Specs.Store.Sqlite;

/// <summary>The one writer and the groups that share a flush.</summary>
public sealed class SqliteWriterSpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteWriter _writer;

    public SqliteWriterSpecs()
    {
        var connection = new SqliteFile(Database).OpenWriter();
        SqliteFile.Execute(connection, "create table t (n integer primary key)");
        _writer = new SqliteWriter(connection);
    }

    private string Database => _folder.File("writer.db");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _writer.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Of_a_group_only_the_work_that_throws_fails(int culprit)
    {
        var runs = new int[8];

        var done = await GroupAsync(i => session =>
        {
            runs[i]++;
            session.Execute($"insert into t values ({i})");
            return i == culprit ? throw new InvalidOperationException("at fault") : i;
        });

        runs[culprit].Should().Be(2, "it failed with the group and then alone");
        runs.Where((_, i) => i < culprit).Should().OnlyContain(count => count == 2, "the group was rolled back and each done again");
        var fault = async () => await done[culprit];
        await fault.Should().ThrowAsync<InvalidOperationException>().WithMessage("at fault");
        foreach (var i in Enumerable.Range(0, 8).Where(i => i != culprit))
        {
            (await done[i]).Should().Be(i);
        }

        Stored().Should().Equal(Enumerable.Range(0, 8).Where(i => i != culprit).Select(Uploads.Number));
    }

    [Fact]
    public async Task Of_a_group_only_the_work_that_breaks_a_constraint_fails()
    {
        var done = await GroupAsync(i => session =>
        {
            session.Execute($"insert into t values ({(i == 5 ? 4 : i)})");
            return i;
        });

        var fault = async () => await done[5];
        await fault.Should().ThrowAsync<SqliteException>();
        await Task.WhenAll(done.Where((_, i) => i != 5));
        Stored().Should().Equal(new[] { 0, 1, 2, 3, 4, 6, 7 }.Select(Uploads.Number));
    }

    [Fact]
    public async Task A_write_that_is_cancelled_while_it_waits_is_not_done()
    {
        using var source = new CancellationTokenSource();
        using var gate = new ManualResetEventSlim();
        var isUnderWay = new TaskCompletionSource();
        var first = _writer.WriteAsync(
            _ =>
            {
                isUnderWay.TrySetResult();
                gate.Wait(Cancellation);
                return 0;
            },
            Cancellation);
        await isUnderWay.Task; // else both may be taken together, and neither waits
        var cancelled = _writer.WriteAsync(
            session =>
            {
                session.Execute("insert into t values (1)");
                return 1;
            },
            source.Token);

        await source.CancelAsync();
        gate.Set();

        await first;
        var wait = async () => await cancelled;
        await wait.Should().ThrowAsync<OperationCanceledException>();
        Stored().Should().BeEmpty();
    }

    [Fact]
    public async Task Writes_that_wait_or_are_under_way_are_counted_until_they_are_answered()
    {
        var while8Wait = 0;
        var done = await GroupAsync(i => session =>
        {
            while8Wait = Math.Max(while8Wait, _writer.Waiting);
            return i == 5 ? throw new InvalidOperationException() : i;
        });

        var fault = async () => await done[5];
        await fault.Should().ThrowAsync<InvalidOperationException>();
        await Task.WhenAll(done.Where((_, i) => i != 5));
        while8Wait.Should().BeInRange(8, 9, "the one before them may just have ended");
        _writer.Waiting.Should().Be(0);
    }

    [Fact]
    public async Task A_customer_with_many_writes_waiting_lets_another_one_in_after_one()
    {
        var order = new List<string>();
        Task[] all = [];
        await WhileAtWorkAsync(() =>
        {
            var many = Enumerable.Range(0, 40).Select(i => WriteAsync(new CustomerId(1), $"many {i}")).ToArray();
            all = [.. many, WriteAsync(new CustomerId(2), "one")];
        });
        await Task.WhenAll(all);

        order.Where(write => write != "one").Should().Equal(Enumerable.Range(0, 40).Select(i => $"many {i}"), "of one customer, first come is first served");
        order.IndexOf("one").Should().Be(1, "it is that customer's turn");

        Task WriteAsync(CustomerId customer, string name) => _writer.WriteAsync(
            customer,
            _ =>
            {
                order.Add(name);
                return 0;
            },
            Cancellation);
    }

    [Fact]
    public async Task A_closed_writer_is_unavailable()
    {
        using var folder = new TemporaryFolder();
        var writer = new SqliteWriter(new SqliteFile(folder.File("other.db")).OpenWriter());
        writer.Dispose();

        var write = async () => await writer.WriteAsync(_ => 0, Cancellation);

        (await write.Should().ThrowAsync<StoreFaultException>()).Which.Kind.Should().Be(StoreFaultKind.Unavailable);
    }

    /// <summary>Eight works that waited together while another was under way, so that they are one group.</summary>
    private async Task<Task<int>[]> GroupAsync(Func<int, Func<SqliteSession, int>> work)
    {
        Task<int>[] works = [];
        await WhileAtWorkAsync(() => works = [.. Enumerable.Range(0, 8).Select(i => _writer.WriteAsync(work(i), Cancellation))]);
        await Task.WhenAny(Task.WhenAll(works));
        return works;
    }

    /// <summary>Asks for writes while the writer is held at another, so that all of them wait together.</summary>
    private async Task WhileAtWorkAsync(Action ask)
    {
        using var started = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        var first = _writer.WriteAsync(
            _ =>
            {
                started.Set();
                gate.Wait(Cancellation);
                return -1;
            },
            Cancellation);
        started.Wait(Cancellation);
        ask();
        gate.Set();
        await first;
    }

    private IEnumerable<string> Stored() => SqliteProbe.Rows(Database, "select n from t order by n").Select(row => row[0]);
}
