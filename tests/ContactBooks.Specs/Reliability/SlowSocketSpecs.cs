using System.Diagnostics;
using System.Net.Sockets;

namespace ContactBooks.Specs.Reliability;

public sealed class SlowSocketSpecs
{
    private const int Sockets = 200;
    private static readonly TimeSpan BetweenBytes = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ClosedWithin = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan AnsweredWithin = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Two_hundred_sockets_that_send_a_byte_at_a_time_are_closed_and_others_are_answered_all_the_while()
    {
        await using var server = await LiveServer.StartAsync();
        var caller = await server.NewCustomerAsync();
        var book = await caller.NewBookAsync();
        var head = RawRequest.Head(Caller.UploadPath(book), caller.Account.Token, "Content-Length: 1000");
        var body = new string(' ', 1000);

        // Half of them are slow from the first byte of the head, half only in the body.
        var slow = Task.WhenAll(Enumerable.Range(0, Sockets).Select(i =>
            i % 2 == 0 ? ClosedAfterAsync(server.Address, "", head + body) : ClosedAfterAsync(server.Address, head, body)));
        var longest = TimeSpan.Zero;
        var upload = 0;
        while (!slow.IsCompleted)
        {
            var clock = Stopwatch.StartNew();
            (await caller.GetAsync($"{Caller.Books}/{book}/contacts")).Status.Should().Be(200);
            (await caller.UploadAsync(book, new Upload($"u{upload}", [upload++]).Body)).Status.Should().Be(200);
            longest = clock.Elapsed > longest ? clock.Elapsed : longest;
            await Task.WhenAny(slow, Task.Delay(50, TestContext.Current.CancellationToken));
        }

        var closed = await slow;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"closed after {closed.Min().TotalSeconds:0.0} to {closed.Max().TotalSeconds:0.0} s; longest normal pair of requests {longest.TotalMilliseconds:0} ms");
        closed.Should().AllSatisfy(after => after.Should().BeLessThan(ClosedWithin));
        longest.Should().BeLessThan(AnsweredWithin);
        (await caller.ContactCountAsync(book)).Should().Be(upload);
    }

    private static async Task<TimeSpan> ClosedAfterAsync(Uri address, string atOnce, string slowly)
    {
        using var request = await RawRequest.ConnectAsync(address);
        var clock = Stopwatch.StartNew();
        var closed = request.ReadToCloseAsync();
        try
        {
            await request.SendAsync(atOnce);
            for (var i = 0; i < slowly.Length && !closed.IsCompleted && clock.Elapsed < ClosedWithin; i++)
            {
                await request.SendAsync(slowly[i..(i + 1)]);
                await Task.WhenAny(closed, Task.Delay(BetweenBytes));
            }
        }
        catch (SocketException)
        {
            // Closed by the server.
        }

        await closed.WaitAsync(TimeSpan.FromSeconds(20));
        return clock.Elapsed;
    }
}
