using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using ContactBooks.Specs.Docs;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Servers;

/// <summary>
/// An HAProxy in front of several of our servers, with the settings that operators are given (<c>deploy/haproxy.cfg</c>): the
/// addresses in them are a test's, all else is as it stands there.
/// </summary>
internal sealed partial class HaProxy : IAsyncDisposable
{
    private readonly ServerFolder _folder;
    private readonly int _port = FreePort.Take();
    private GuardedProcess? _process;

    private HaProxy(ServerFolder folder) => _folder = folder;

    /// <summary>Where clients go.</summary>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}"));

    /// <summary>Starts it; it accepts connections when this returns.</summary>
    /// <param name="servers">The addresses of the servers that take turns.</param>
    public static async Task<HaProxy> StartAsync(params IEnumerable<Uri> servers)
    {
        var proxy = new HaProxy(await ServerFolder.MakeAsync());
        try
        {
            await proxy.StartAsync(Repository.Read("deploy/haproxy.cfg"), servers);
            return proxy;
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();

        _folder.Dispose();
    }

    private async Task StartAsync(string recommended, IEnumerable<Uri> servers)
    {
        var lines = string.Concat(servers.Select((server, index) => $"    server node{index + 1} {server.Authority}\n"));
        var config = ServerLines().Replace(BindLine().Replace(recommended, $"    bind 127.0.0.1:{_port}", 1), lines, 1);
        var path = await _folder.WriteAsync("haproxy.cfg", config);
        _process = await GuardedProcess.StartAsync(_folder, Signal.Kill, ServerPrograms.Find("haproxy", "haproxy"), "-db", "-f", path);
        await _process.WaitUntilAsync(async () =>
        {
            using var client = new TcpClient();
            await client.ConnectAsync(Address.Host, Address.Port);
            return true;
        });
    }

    [GeneratedRegex(@"^    bind .*$", RegexOptions.Multiline)]
    private static partial Regex BindLine();

    [GeneratedRegex(@"(^    server .*\n)+", RegexOptions.Multiline)]
    private static partial Regex ServerLines();
}
