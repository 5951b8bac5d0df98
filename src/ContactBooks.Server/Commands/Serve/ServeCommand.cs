using System.CommandLine;
using System.Net.Sockets;
using ContactBooks.Core.Store;
using ContactBooks.Server.Accounts;
using ContactBooks.Server.Commands.Doctor;
using ContactBooks.Server.Hosting;
using ContactBooks.Server.Hosting.Tls;
using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Server.Commands.Serve;

/// <summary><c>serve</c></summary>
internal sealed class ServeCommand : OperatorCommand
{
    private readonly Option<string?> _urls = new("--urls")
    {
        Description = "The addresses to listen on, several separated by ;. Default: CONTACTBOOKS__URLS, else http://127.0.0.1:5091. An https address needs CONTACTBOOKS__TLS__CERTIFICATE and CONTACTBOOKS__TLS__KEY, PEM files.",
        HelpName = "URLS",
    };

    /// <summary>The command.</summary>
    public ServeCommand()
        : base(
            "serve",
            "Runs the server until SIGTERM or Ctrl+C; then what is in flight is finished, 30 s at most.",
            "contactbooks serve",
            "contactbooks serve --data /var/lib/contactbooks --urls http://0.0.0.0:5091",
            "contactbooks serve --postgres 'Host=db1,db2;Username=contactbooks;Database=contactbooks;Passfile=/etc/contactbooks/pgpass'",
            "contactbooks serve --urls https://0.0.0.0:5443")
    {
        Notes =
            """
            Settings of the environment:
              CONTACTBOOKS__TLS__CERTIFICATE, __TLS__KEY, __TLS__PASSWORD
                  the certificate of https addresses: PEM with its key, or PFX; a renewed file is taken up without a restart
              CONTACTBOOKS__TRUSTEDPROXIES
                  addresses or networks of proxies whose X-Forwarded-For, -Proto and -Host are believed; default: none
              CONTACTBOOKS__DRAINSECONDS
                  how long a stop answers /health/ready with 503 and goes on serving, for a load balancer to turn elsewhere; default: 0
            docs/operating.md has all.
            """;

        AddAll(_urls);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        var settings = given.ReadSettings(given.GetValue(_urls)).Checked();
        UnicodeCheck.Require();
        if (settings.Server.Tls is { } tls)
        {
            TlsCertificate.Load(tls); // a wrong one is told before anything is made or opened
        }

        // Let go of in the opposite order: the store is closed when nothing uses it, the folder when it is closed.
        using var folder = settings.Postgres is null ? DataFolderLock.Take(settings.Server.DataFolder) : null;
        await using var store = await settings.OpenOrMakeStoreAsync();
        await using var host = await StartAsync(settings.Server, store);
        await Console.Error.WriteLineAsync($"Listening on {host.BaseAddress.GetLeftPart(UriPartial.Authority)}");
        await WelcomeAsync(store, host.BaseAddress);
        await host.WaitForShutdownAsync();
        return ExitCode.Done;
    }

    /// <summary>Says how the first account is made, while there is none: nothing is open to whoever comes first.</summary>
    private static async Task WelcomeAsync(IStore store, Uri server)
    {
        if (await Invitations.OfFirstOperatorAsync(store, server, TimeProvider.System.GetUtcNow()) is { } link)
        {
            await Console.Error.WriteLineAsync($"No operator yet. Make the first account within {Invitations.Lifetime.TotalMinutes:0} minutes, by this link, once: {link}");
        }
    }

    /// <summary>Starts the server; what an operator can mend is told in a line.</summary>
    /// <exception cref="CommandException">It can't listen there.</exception>
    private static async Task<ServerHost> StartAsync(ServerSettings settings, IStore store)
    {
        try
        {
            return await ServerHost.StartAsync(settings, store);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // Kestrel's own message names the address and says why, "address already in use" most of all.
            throw CommandException.Failure($"{e.Message} Stop what listens there, or choose another address with --urls.");
        }
    }
}
