using System.Diagnostics;
using Npgsql;

namespace ContactBooks.Specs.Servers;

public class PostgresPairSpecs
{
    private const int Falls = 10;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_primary_acknowledged_is_on_the_standby()
    {
        await using var pair = await PostgresPair.StartNewAsync();
        await pair.Primary.ExecuteAsync("create table kept (n int)");

        for (var n = 0; n < 50; n++)
        {
            await pair.Primary.ExecuteAsync($"insert into kept values ({n})");
            (await pair.Standby.ScalarAsync<bool>("select pg_is_in_recovery()")).Should().BeTrue();
        }

        await pair.KillPrimaryAsync();
        await pair.PromoteAsync();
        (await pair.Primary.ScalarAsync<long>("select count(*) from kept")).Should().Be(50);
    }

    [Fact]
    public async Task A_commit_waits_for_the_standby()
    {
        await using var pair = await PostgresPair.StartNewAsync();
        await pair.Primary.ExecuteAsync("create table kept (n int)");
        await pair.Standby.StopAsync();

        await using var connection = await pair.Primary.ConnectAsync();
        await using var insert = new NpgsqlCommand("insert into kept values (1)", connection);
        var committed = insert.ExecuteNonQueryAsync(Cancellation);
        await pair.Primary.WaitUntilAsync("select exists (select from pg_stat_activity where wait_event = 'SyncRep')");
        committed.IsCompleted.Should().BeFalse();
        await pair.Standby.StartAsync();

        (await committed).Should().Be(1);
    }

    [Fact]
    public async Task A_writer_that_sees_only_both_addresses_loses_nothing_over_ten_falls_of_the_primary()
    {
        await using var pair = await PostgresPair.StartNewAsync();
        await pair.Primary.ExecuteAsync("create table kept (n bigint primary key)");
        await using var writer = new Writer(pair.ConnectionString());

        for (var fall = 0; fall < Falls; fall++)
        {
            await writer.AcknowledgedAsync(20);
            await pair.KillPrimaryAsync();
            await pair.PromoteAsync();
            await pair.RebuildStandbyAsync();
        }

        await writer.AcknowledgedAsync(20);
        var acknowledged = await writer.StopAsync();
        await pair.KillPrimaryAsync();
        await pair.PromoteAsync();
        await using var connection = await pair.Primary.ConnectAsync();
        await using var read = new NpgsqlCommand("select count(*) from unnest($1) as n where not exists (select from kept where kept.n = n)", connection);
        read.Parameters.AddWithValue(acknowledged);
        (await read.ExecuteScalarAsync(Cancellation)).Should().Be(0L, "of {0} acknowledged rows none is lost", acknowledged.Length);
    }

    /// <summary>Inserts one row after the other, on whichever server is primary, and remembers which were acknowledged.</summary>
    private sealed class Writer : IAsyncDisposable
    {
        private readonly NpgsqlMultiHostDataSource _both;
        private readonly CancellationTokenSource _stop = new();
        private readonly List<long> _acknowledged = [];
        private readonly Task _writing;
        private int _count;

        public Writer(string connectionString)
        {
            // Npgsql remembers for ten seconds which server was no primary; a writer that waits for one asks again at once.
            _both = new NpgsqlDataSourceBuilder(connectionString + ";Timeout=2;Host Recheck Seconds=0").BuildMultiHost();
            _writing = WriteAsync();
        }

        public async Task AcknowledgedAsync(int more)
        {
            var enough = Volatile.Read(ref _count) + more;
            var begun = Stopwatch.GetTimestamp();
            while (Volatile.Read(ref _count) < enough)
            {
                Stopwatch.GetElapsedTime(begun).Should().BeLessThan(TimeSpan.FromSeconds(20), "the writer goes on");
                await Task.Delay(10, Cancellation);
            }
        }

        public async Task<long[]> StopAsync()
        {
            await _stop.CancelAsync();
            await _writing;
            return [.. _acknowledged];
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            await _both.DisposeAsync();
            _stop.Dispose();
        }

        private async Task WriteAsync()
        {
            for (var n = 0L; !_stop.IsCancellationRequested; n++)
            {
                try
                {
                    await using var connection = await _both.OpenConnectionAsync(TargetSessionAttributes.Primary, CancellationToken.None);
                    await using var insert = new NpgsqlCommand("insert into kept values ($1)", connection);
                    insert.Parameters.AddWithValue(n);
                    await insert.ExecuteNonQueryAsync(CancellationToken.None);
                    _acknowledged.Add(n);
                    Interlocked.Increment(ref _count);
                }
                catch (NpgsqlException)
                {
                    // Not acknowledged; whether it is there doesn't matter.
                    await Task.Delay(5, CancellationToken.None);
                }
            }
        }
    }
}
