using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ContactBooks.Specs.Servers;

/// <summary>One connection through a <see cref="CuttingProxy"/>.</summary>
internal sealed class ProxiedConnection(CuttingProxy proxy, TcpClient client, int port)
{
    private readonly TcpClient _server = new() { NoDelay = true };
    private readonly StringBuilder _transaction = new();
    private readonly HashSet<string> _commits = [];
    private bool _isCommitBound;
    private int _upLeft = int.MaxValue;
    private int _downLeft = int.MaxValue;
    private volatile DueCut? _answerToCut;
    private volatile bool _clientIsGone;

    /// <summary>Goes on until either end is closed or it is cut.</summary>
    public async Task RunAsync()
    {
        client.NoDelay = true;
        try
        {
            await _server.ConnectAsync(IPAddress.Loopback, port);
            await Task.WhenAll(PumpUpAsync(), PumpDownAsync());
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // An end is gone.
        }
        finally
        {
            Cut();
        }
    }

    /// <summary>Cuts it after so many bytes more, to the server or from it; only while nothing is on its way.</summary>
    public void CutAfter(int? up, int? down) => (_upLeft, _downLeft) = (up ?? int.MaxValue, down ?? int.MaxValue);

    /// <summary>Ends both connections without a goodbye.</summary>
    public void Cut()
    {
        CutClient();
        Reset(_server);
    }

    private void CutClient()
    {
        _clientIsGone = true;
        Reset(client);
    }

    private static void Reset(TcpClient connection)
    {
        if (connection.Client is { } socket)
        {
            socket.LingerState = new LingerOption(true, 0);
        }

        connection.Dispose();
    }

    /// <summary>From the client to the server, message by message.</summary>
    private async Task PumpUpAsync()
    {
        try
        {
            var (from, to) = (client.GetStream(), _server.GetStream());

            // The first message has no type. Encryption isn't asked for, so it is the only one.
            await ForwardUpAsync(to, await ReadMessageAsync(from, lengthAt: 0));
            while (true)
            {
                var message = await ReadMessageAsync(from, lengthAt: 1);
                if (IsQuery(message, "BEGIN"))
                {
                    _transaction.Clear();
                    _isCommitBound = false;
                    proxy.NoteBegin();
                }

                var text = Encoding.Latin1.GetString(message);
                _transaction.Append(text);
                NoteCommit(message);
                bool IsDue(DueCut due) => due.At switch
                {
                    CutAt.Statement => text.Contains(due.Statement, StringComparison.Ordinal),
                    CutAt.BeforeCommit => _isCommitBound,
                    _ => _isCommitBound && message[0] == (byte)'S',
                } && _transaction.ToString().Contains(due.Statement, StringComparison.Ordinal);
                if (proxy.Take(IsDue) is not { } cut)
                {
                    await ForwardUpAsync(to, message);
                    continue;
                }

                switch (cut.At)
                {
                    case CutAt.Statement or CutAt.BeforeCommit:
                        Cut();
                        cut.Done.SetResult();
                        return;
                    case CutAt.AfterCommit:
                        _answerToCut = cut;
                        await to.WriteAsync(message);
                        break;
                    case CutAt.DuringCommit:
                        await to.WriteAsync(message);
                        CutClient();
                        cut.Done.SetResult();
                        return;
                }
            }
        }
        catch (Exception e) when (!_clientIsGone && e is IOException or SocketException or ObjectDisposedException or EndOfStreamException)
        {
            Cut();
        }
    }

    /// <summary>From the server to the client, as it comes.</summary>
    private async Task PumpDownAsync()
    {
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await _server.GetStream().ReadAsync(buffer)) > 0)
        {
            if (_answerToCut is { } cut)
            {
                Cut();
                cut.Done.SetResult();
                return;
            }

            if (_clientIsGone)
            {
                continue;
            }

            var allowed = Math.Min(read, _downLeft);
            _downLeft -= allowed;
            await client.GetStream().WriteAsync(buffer.AsMemory(0, allowed));
            if (_downLeft == 0)
            {
                break;
            }
        }

        Cut();
    }

    private async Task ForwardUpAsync(NetworkStream to, byte[] message)
    {
        var allowed = Math.Min(message.Length, _upLeft);
        _upLeft -= allowed;
        await to.WriteAsync(message.AsMemory(0, allowed));
        if (_upLeft == 0)
        {
            Cut();
        }
    }

    /// <summary>
    /// COMMIT is the last statement of a message that ends with Sync: it is parsed, under a name or none, bound by that
    /// name and executed.
    /// </summary>
    private void NoteCommit(byte[] message)
    {
        var texts = Encoding.Latin1.GetString(message.AsSpan(5)).Split('\0');
        switch (message[0])
        {
            case (byte)'P' when texts[1] == "COMMIT":
                _commits.Add(texts[0]);
                break;
            case (byte)'P':
                _commits.Remove(texts[0]);
                break;
            case (byte)'B':
                _isCommitBound = _commits.Contains(texts[1]);
                break;
        }
    }

    private static bool IsQuery(byte[] message, string begins) =>
        message[0] == (byte)'Q' && message.AsSpan(5).StartsWith(Encoding.ASCII.GetBytes(begins));

    private static async Task<byte[]> ReadMessageAsync(NetworkStream from, int lengthAt)
    {
        var head = new byte[lengthAt + sizeof(int)];
        await from.ReadExactlyAsync(head);
        var message = new byte[lengthAt + BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(lengthAt))];
        head.CopyTo(message, 0);
        await from.ReadExactlyAsync(message.AsMemory(head.Length));
        return message;
    }
}
