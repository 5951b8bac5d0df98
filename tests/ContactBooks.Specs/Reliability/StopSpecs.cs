using System.Net.Sockets;

namespace ContactBooks.Specs.Reliability;

public sealed class StopSpecs : IDisposable
{
    private const int Streams = 6;
    private const int HalfSent = 4;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(30);

    private readonly DataFolder _folder = new();
    private readonly int _seed = Random.Shared.Next();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Asked_to_stop_it_finishes_what_is_in_flight_closes_the_store_and_exits_0()
    {
        var account = await _folder.NewAccountAsync();
        await using var server = await _folder.ServeAsync();
        var book = await new Caller(server.Http, account).NewBookAsync();

        // Clients of two kinds: some upload one after the other; some have sent half a request, and the server has it.
        var streams = Enumerable.Range(0, Streams).Select(number => new UploadStream(account, book, number, _seed)).ToArray();
        using var http = server.Connect();
        var running = streams.Select(stream => Task.Run(() => stream.RunAsync(http, CancellationToken.None))).ToArray();
        var halves = await Task.WhenAll(Enumerable.Range(0, HalfSent).Select(number => SendHalfAsync(server.Address, account, book, number)));

        server.AskToStop();
        await RefusesConnectionsAsync(server.Address);
        foreach (var (upload, request) in halves)
        {
            await request.SendAsync(upload.Body.AsMemory(upload.Body.Length / 2));
            await request.ReadToCloseAsync();
            request.Received.Should().Contain("HTTP/1.1 200 OK").And.Contain("\"created\":200", "it was in flight");
            request.Dispose();
        }

        await Task.WhenAll(running);
        (await server.EndAsync(Within)).Should().Be(0, "{0}", server.Output);
        File.Exists(_folder.Stored.WriteAheadLog).Should().BeFalse("the store was closed");
        CheckStored(streams, halves.Select(half => half.Upload));
    }

    /// <summary>Sends the head and half the body of an upload; ends when the server has begun to read the body.</summary>
    private static async Task<(Upload Upload, RawRequest Request)> SendHalfAsync(Uri address, Account account, string book, int number)
    {
        var upload = new Upload($"h{number}", [.. Enumerable.Range(90_000_000 + (number * 1000), 200)]);
        var request = await RawRequest.ConnectAsync(address);
        await request.SendAsync(RawRequest.Head(Caller.UploadPath(book), account.Token, $"Content-Length: {upload.Body.Length}", "Expect: 100-continue"));
        await request.ReadUntilAsync("100 Continue");
        await request.SendAsync(upload.Body.AsMemory(0, upload.Body.Length / 2));
        return (upload, request);
    }

    private static async Task RefusesConnectionsAsync(Uri address)
    {
        using var limit = new CancellationTokenSource(Within);
        while (true)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(address.Host, address.Port, limit.Token);
            }
            catch (SocketException)
            {
                return;
            }

            await Task.Delay(5, limit.Token);
        }
    }

    private void CheckStored(UploadStream[] streams, IEnumerable<Upload> halves)
    {
        _folder.Stored.IntegrityCheck.Should().Be("ok");
        var stored = _folder.Stored.Markers;
        foreach (var upload in streams.SelectMany(stream => stream.Acknowledged).Select(sent => sent.Upload).Concat(halves))
        {
            stored.Remove(upload.Marker, out var rows);
            rows.Should().Be(upload.Contacts.Count, "{0} was answered; seed {1}", upload.Marker, _seed);
        }

        // A connection between two requests may be closed just as the next is sent; that one has no effect.
        streams.SelectMany(stream => stream.Refused).Should().BeEmpty("no request is answered with an error; seed {0}", _seed);
        stored.Should().BeEmpty("what was not answered was not begun; seed {0}", _seed);
    }
}
