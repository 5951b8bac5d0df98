using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ContactBooks.Specs.Reliability;

public sealed class FullDiskSpecs : IAsyncLifetime
{
    private const int MiB = 1024 * 1024;
    private const int Cycles = 3;

    private readonly DataFolder _folder = new();
    private bool _mounted;

    public async ValueTask InitializeAsync()
    {
        if (!Environment.IsPrivilegedProcess || !OperatingSystem.IsLinux())
        {
            Assert.Skip("A small file system can be mounted by root on Linux only.");
        }

        _mounted = await RunAsync("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", _folder.Path) == 0;
        if (!_mounted && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip("The file system could not be mounted, though this is root; in CI that is a failure.");
        }

        _mounted.Should().BeTrue("CI must not skip this");
    }

    public async ValueTask DisposeAsync()
    {
        if (_mounted)
        {
            (await RunAsync("umount", _folder.Path)).Should().Be(0);
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task On_a_full_disk_uploads_answer_507_reads_go_on_and_with_space_again_so_do_uploads()
    {
        await using var server = await LiveServer.StartAsync(_folder.Path, LogLevel.None);
        var caller = await server.NewCustomerAsync();
        var book = await caller.NewBookAsync();
        var answered = new List<Upload>();
        var ballast = Path.Combine(_folder.Path, "ballast");
        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            Fill(ballast, leave: MiB / 2);
            var refused = await UploadUntilFullAsync(caller, book, answered, cycle);
            await CheckReadsAsync(caller, book, answered);
            await RefuseManyAtOnceAsync(caller, book, answered, cycle);

            File.Delete(ballast);
            await TakeAgainAsync(caller, book, refused, answered);
            CheckStored(answered);
            (await caller.ContactCountAsync(book)).Should().Be(_folder.Stored.Memberships(book));
        }

        _folder.Stored.IntegrityCheck.Should().Be("ok");
    }

    /// <summary>Uploads, each with its key, until one is refused.</summary>
    private static async Task<Upload> UploadUntilFullAsync(Caller caller, string book, List<Upload> answered, int cycle)
    {
        for (var i = 0; i < 200; i++)
        {
            var upload = new Upload($"c{cycle}u{i}", [.. Enumerable.Range((cycle * 1_000_000) + (i * 250), 250)]);
            var answer = await caller.UploadAsync(book, upload.Body, $"key-{upload.Marker}");
            if (answer.Status != 200)
            {
                CheckRefusal(answer);
                return upload;
            }

            answered.Add(upload);
        }

        throw new InvalidOperationException("The disk never was full.");
    }

    private static void CheckRefusal(Answer answer)
    {
        (answer.Status, answer.Code).Should().Be((507, "STORE_FULL"), "{0}", answer);
        EnvelopeRule.Fault(answer).Should().BeNull("{0}", answer);
    }

    private static async Task CheckReadsAsync(Caller caller, string book, List<Upload> answered)
    {
        var name = Upload.NameOf(answered[^1].Contacts[^1]);
        string[] paths =
        [
            "/health/ready", Caller.Books, $"{Caller.Books}/{book}", $"{Caller.Books}/{book}/contacts?limit=1000", $"{Caller.Books}/{book}/contacts?search={name}",
        ];

        // Also by connections that have yet to be opened.
        var reads = await Task.WhenAll(Enumerable.Range(0, 5).SelectMany(_ => paths).Select(caller.GetAsync));
        reads.Should().AllSatisfy(read => read.Status.Should().Be(200, "{0}", read));
        reads[^1].Data.GetProperty("items").GetArrayLength().Should().Be(1);
    }

    /// <summary>Uploads that share a transaction fail together, and each for itself.</summary>
    private static async Task RefuseManyAtOnceAsync(Caller caller, string book, List<Upload> answered, int cycle)
    {
        var uploads = Enumerable.Range(0, 8).Select(i => new Upload($"c{cycle}m{i}", [.. Enumerable.Range((cycle * 1_000_000) + 500_000 + (i * 300), 300)])).ToArray();
        var answers = await Task.WhenAll(uploads.Select(upload => caller.UploadAsync(book, upload.Body)));
        answers.Should().Contain(answer => answer.Status == 507);
        foreach (var (upload, answer) in uploads.Zip(answers))
        {
            if (answer.Status == 200)
            {
                answered.Add(upload);
            }
            else
            {
                CheckRefusal(answer);
            }
        }
    }

    private static async Task TakeAgainAsync(Caller caller, string book, Upload refused, List<Upload> answered)
    {
        var answer = await caller.UploadAsync(book, refused.Body, $"key-{refused.Marker}");
        answer.Status.Should().Be(200, "there is space again: {0}", answer);
        answer.IsReplay.Should().BeFalse("the refusal was not kept");
        answer.Data.GetProperty("summary").GetProperty("created").GetInt32().Should().Be(refused.Contacts.Count, "nothing of it had been written");
        answered.Add(refused);
    }

    private void CheckStored(List<Upload> answered) =>
        _folder.Stored.Markers.Should().BeEquivalentTo(answered.ToDictionary(upload => upload.Marker, upload => upload.Contacts.Count));

    private void Fill(string ballast, int leave)
    {
        using var file = File.Create(ballast);
        var free = new DriveInfo(_folder.Path).AvailableFreeSpace - leave;
        var block = new byte[64 * 1024];
        for (var written = 0L; written < free; written += block.Length)
        {
            file.Write(block);
        }
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
