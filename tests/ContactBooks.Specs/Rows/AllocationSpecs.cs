using ContactBooks.Bench;
using ContactBooks.Core;
using ContactBooks.Core.Memory;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Core.Rows;
using ContactBooks.Server.Api.Uploads;

namespace ContactBooks.Specs.Rows;

/// <summary>
/// What each step of the road allocates for a row, of an upload of 1000 with all fields filled. Time is noisy where tests run, bytes
/// aren't: the counter is the thread's own. The bounds are some 15 % above what was measured, which stands beside them; whoever
/// meets one has made each upload dearer, or raises it and says why. The plain road allocates less the further the runtime has compiled it,
/// which the tests before decide: its bounds are above what it takes at first.
/// </summary>
public sealed class AllocationSpecs : IAsyncLifetime
{
    private const int Rows = 1000;

    private static readonly byte[] Body = SampleContacts.Body(Enumerable.Range(0, Rows).Select(n => (long)n));

    private readonly BulkRequest _request = UploadRoad.Read(Body);
    private NormalisedRow[] _rows = [];
    private UploadPlan _plan = UploadRoad.Plan([]);
    private UploadOutcome _outcome = new([]);

    public async ValueTask InitializeAsync()
    {
        await UploadRoad.WarmUpAsync();
        _rows = UploadRoad.Normalise(_request);
        _plan = UploadRoad.Plan(_rows);
        _outcome = UploadRoad.Outcome(_plan);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void Reading_a_row_allocates_the_row() => // measured: 307
        BytesOfRow(() => UploadRoad.Read(Body)).Should().BeLessThanOrEqualTo(Bound(tuned: 353, plain: 353));

    [Fact]
    public void Normalising_a_row_allocates_its_patch() => // measured: 152, plain 1603 to 2203
        BytesOfRow(() => UploadRoad.Normalise(_request)).Should().BeLessThanOrEqualTo(Bound(tuned: 175, plain: 2530));

    [Fact]
    public void Planning_a_row_allocates_its_places_in_the_plan() => // measured: 80
        BytesOfRow(() => UploadRoad.Plan(_rows)).Should().BeLessThanOrEqualTo(Bound(tuned: 92, plain: 92));

    [Fact]
    public void Search_lines_allocate_where_they_end() => // measured: 4.1, plain 870
        BytesOfRow(() => UploadRoad.SearchLines(_plan).Dispose()).Should().BeLessThanOrEqualTo(Bound(tuned: 5, plain: 1000));

    [Fact]
    public void Answering_a_row_allocates_nothing()
    {
        using var response = new PooledBuffer(Rows * UploadAnswer.BytesOfRow);
        var bytes = BytesOfRow(() =>
        {
            response.Clear();
            UploadRoad.Answer(response, _plan, _outcome);
        });

        bytes.Should().BeLessThanOrEqualTo(Bound(tuned: 0.5, plain: 0.5)); // measured: 0.37
    }

    [Fact]
    public void The_whole_road_allocates_its_steps_and_the_outcome() => // measured: 592, plain 2909 to 3525
        BytesOfRow(() => UploadRoad.Run(Body)).Should().BeLessThanOrEqualTo(Bound(tuned: 680, plain: 4050));

    private static double Bound(double tuned, double plain) => PlainRoad.IsTaken ? plain : tuned;

    /// <summary>
    /// The least of several runs: the first fills the pools and makes what is made once, and a garbage collection that comes between may
    /// empty the pools again.
    /// </summary>
    private static double BytesOfRow(Action step)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 10; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            step();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return (double)least / Rows;
    }
}
