using System.Diagnostics;

namespace ContactBooks.Specs.Reliability;

/// <summary>Imports outlive the server, however it ends.</summary>
[Collection(nameof(NothingBesideIt))]
public sealed class ImportKillSpecs : IAsyncLifetime
{
    private const int BatchRows = 1000;

    /// <summary>Of a node that was killed others wait for the lease, 15 s, so that there it is one kill.</summary>
    private static readonly int Kills = Soak.Is ? 20 : ServedStore.IsOfManyNodes ? 1 : 3;

    private static readonly int Rows = Math.Max(Kills * 10_000, 30_000);
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(30);

    /// <summary>Well below the time of a lease.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(10);

    private readonly int _seed = Random.Shared.Next();
    private readonly IReadOnlyDictionary<string, string> _environment = ServeProcess.AtOneAddress();

    private ServedStore _store = null!;

    public async ValueTask InitializeAsync() => _store = await ServedStore.MakeAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Killed_at_any_moment_of_it_the_server_goes_on_and_ends_as_if_nothing_had_happened()
    {
        var random = new Random(_seed);
        var file = ImportedFile.Make(Rows, _seed);
        var accounts = new[] { await _store.NewAccountAsync("Killed"), await _store.NewAccountAsync("Left alone") };
        var server = await _store.ServeAsync(_environment);
        try
        {
            var killed = await ImportCaller.StartAsync(new Caller(server.Http, accounts[0]), file);
            var met = 0;
            for (long kill = 0, read = 0; kill < Kills; kill++)
            {
                // Some kills come before a life's first batch, most between two of the later ones.
                read = ImportCaller.ReadRows(await killed.UntilReadAsync(read + random.Next(0, 5 * BatchRows)));
                await Task.Delay(random.Next(0, 40), TestContext.Current.CancellationToken);
                var at = await killed.ReadAsync();
                await server.KillAsync();
                await server.DisposeAsync();
                met += ImportCaller.State(at) is "QUEUED" or "RUNNING" ? 1 : 0;
                Write($"kill {kill}: {ImportCaller.State(at)}, {ImportCaller.ReadRows(at):N0} of {Rows:N0} rows");

                var dead = Stopwatch.StartNew();
                server = await _store.ServeAsync(_environment);
                killed = killed.Over(server.Http);
                if (!ServedStore.IsOfManyNodes)
                {
                    await killed.UntilReadAsync(ImportCaller.ReadRows(at) + 1);
                    dead.Elapsed.Should().BeLessThan(AtOnce, "nobody else can have it; seed {0}", _seed);
                }
            }

            met.Should().BeGreaterThan(Kills / 2, "the kills are to meet the import; seed {0}", _seed);
            await killed.EndAsync();
            var alone = await ImportCaller.StartAsync(new Caller(server.Http, accounts[1]), file);
            await alone.EndAsync();

            var (outcome, expected) = (await killed.OutcomeAsync(), await alone.OutcomeAsync());
            expected.Should().StartWith("DONE ").And.Contain($" of {Rows}");
            (outcome == expected).Should().BeTrue("seed {0}: {1} and not {2}", _seed, Difference(outcome, expected).Outcome, Difference(outcome, expected).Expected);
            Write(expected.Split('\n')[0] + $"; {met} of {Kills} kills met it, seed {_seed}");
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Cancelled_it_stops_after_the_batch_it_is_at_and_what_its_counts_tell_of_is_there()
    {
        var account = await _store.NewAccountAsync();
        await using var server = await _store.ServeAsync(_environment);
        var caller = new Caller(server.Http, account);
        var import = await ImportCaller.StartAsync(caller, ImportedFile.Make(100_000, _seed));
        await import.UntilReadAsync(1);

        var asked = await import.CancelAsync();
        var ended = await import.EndAsync();

        ImportCaller.State(ended).Should().Be("CANCELLED", "seed {0}", _seed);
        var read = ImportCaller.ReadRows(ended);
        (read % BatchRows).Should().Be(0);
        read.Should().BeInRange(BatchRows, ImportCaller.ReadRows(asked) + BatchRows, "seed {0}", _seed);
        (await caller.ContactCountAsync(import.Book)).Should().Be(
            ImportedFile.Before.Contacts.Count + ended.GetProperty("summary").GetProperty("created").GetInt64(), "no batch is in that isn't counted; seed {0}", _seed);
    }

    [Fact]
    public async Task Asked_to_stop_the_server_ends_in_time_and_the_next_goes_on_at_once()
    {
        var account = await _store.NewAccountAsync();
        var file = ImportedFile.Make(100_000, _seed);
        await using var first = await _store.ServeAsync(_environment);
        var import = await ImportCaller.StartAsync(new Caller(first.Http, account), file);
        var before = ImportCaller.ReadRows(await import.UntilReadAsync(1));

        first.AskToStop();
        (await first.EndAsync(StopsWithin)).Should().Be(0, "{0}", first.Output);
        var stopped = Stopwatch.StartNew();
        await using var second = await _store.ServeAsync(_environment);
        import = import.Over(second.Http);
        var atStart = await import.ReadAsync();
        await import.UntilReadAsync(Math.Max(before, ImportCaller.ReadRows(atStart)) + 1);

        stopped.Elapsed.Should().BeLessThan(AtOnce, "the lease was given back");
        ImportCaller.State(atStart).Should().Be("RUNNING", "the stop is to meet the import");
        var ended = await import.EndAsync();
        (ImportCaller.State(ended), ImportCaller.ReadRows(ended)).Should().Be(("DONE", file.Rows));
    }

    private static (string Outcome, string Expected) Difference(string outcome, string expected) =>
        outcome.Split('\n').Zip(expected.Split('\n')).FirstOrDefault(lines => lines.First != lines.Second, (First: "more lines or fewer", Second: ""));

    private static void Write(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
