using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ContactBooks.Bench;

/// <summary>
/// From the launch of <c>serve</c> on a database that is there to its first upload's answer, as a client feels it that tries until
/// it is answered: for a build as the developer has it, and as it is published.
/// </summary>
/// <param name="contacts">How many contacts the database has.</param>
/// <param name="starts">How often each build is started; once more before, so that all finds its files in memory.</param>
internal sealed class StartBench(long contacts, int starts)
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(2);

    public async Task<Report> RunAsync()
    {
        using var published = await ServerBuild.PublishAsync();
        using var database = await SampleDatabase.CreateAsync(contacts);
        ServerBuild[] builds = [ServerBuild.Built, published];
        var figures = builds.Select(_ => new List<(double Listening, double Answered)>()).ToArray();
        for (var i = 0; i <= starts; i++)
        {
            for (var build = 0; build < builds.Length; build++)
            {
                var figure = await StartAsync(builds[build], database);
                if (i > 0)
                {
                    figures[build].Add(figure);
                }
            }
        }

        var report = new Report($"From launch to the first answered upload of 1000 rows, on an embedded database of {contacts:N0} contacts");
        report.AddTable(
            ["build", "takes connections, ms (min–max)", "first upload answered, ms (min–max)"],
            builds.Select((build, i) => new[] { build.Name, Spread(figures[i].Select(f => f.Listening)), Spread(figures[i].Select(f => f.Answered)) }));
        report.Note($"Medians of {starts} starts each, in turn, each on a fresh copy of the database. The clock runs from the start of the process to the");
        report.Note("last byte of the 200; the client tries to connect every 2 ms. Goal: under 1 s.");
        return report;
    }

    private static string Spread(IEnumerable<double> milliseconds)
    {
        double[] all = [.. milliseconds];
        return string.Create(CultureInfo.InvariantCulture, $"**{Report.Median(all):N0}** ({all.Min():N0}–{all.Max():N0})");
    }

    private async Task<(double Listening, double Answered)> StartAsync(ServerBuild build, SampleDatabase database)
    {
        using var copy = database.Copy();
        FlushToDisk(copy); // Or the upload's own flush would carry the copying with it.
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        var request = HttpLoad.Request(ServerUnderTest.UploadPath(copy.Sample.Book), copy.Sample.Token, SampleContacts.Body(Sample.Range(contacts, Sample.RowsOfUpload)));
        var start = new ProcessStartInfo("dotnet", [Path.Combine(build.Folder, "contactbooks.dll"), "serve", "--data", copy.Folder, "--urls", address.ToString()])
        {
            RedirectStandardError = true, // Not into the bench's own; a pipe holds the few lines that a start says.
            RedirectStandardOutput = true,
        };

        var launched = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        try
        {
            await WaitForConnectionAsync(address, process);
            var listening = Stopwatch.GetElapsedTime(launched);
            await HttpLoad.SendAsync(address, [request], clients: 1, (_, answer) => answer.Span.IndexOf("\"created\":1000"u8) >= 0);
            return (listening.TotalMilliseconds, Stopwatch.GetElapsedTime(launched).TotalMilliseconds);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static void FlushToDisk(SampleDatabase database)
    {
        foreach (var path in Directory.GetFiles(database.Folder))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
            file.Flush(flushToDisk: true);
        }
    }

    private static async Task WaitForConnectionAsync(Uri address, Process process)
    {
        for (var since = Stopwatch.GetTimestamp(); ;)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, address.Port);
                return;
            }
            catch (SocketException) when (!process.HasExited && Stopwatch.GetElapsedTime(since) < LongestStart)
            {
                await Task.Delay(BetweenTries);
            }
        }
    }
}
