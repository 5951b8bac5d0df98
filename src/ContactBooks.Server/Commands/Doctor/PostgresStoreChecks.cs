using System.Globalization;
using ContactBooks.Core.Store;
using ContactBooks.Server.Commands.Output;
using ContactBooks.Storage.Postgres;

namespace ContactBooks.Server.Commands.Doctor;

/// <summary>Whether the hosts of a PostgreSQL connection answer and their database is ours. Nothing is made that isn't there.</summary>
internal static class PostgresStoreChecks
{
    private const string Check = "database";

    /// <summary>Looks at all of it; and what was found, where there is a primary that can be used.</summary>
    public static async Task<(IReadOnlyList<Finding> Findings, PostgresInspection? Found)> LookAsync(string connection)
    {
        try
        {
            var found = await PostgresInspection.OfAsync(connection, TimeProvider.System);
            return found is { Content: { } content, Server: { } server }
                ? ([.. found.Hosts.Select(LookAtHost), LookAtDatabase(content), LookAtEncoding(content), .. PostgresServerChecks.Look(server, found.Connections)], found)
                : (WithoutPrimary(found.Hosts), null);
        }
        catch (StoreRefusedException e)
        {
            return ([new Finding(Check, Health.Fault, e.Message, "Name the right database with --postgres, or use the version that made it.")], null);
        }
        catch (StoreFaultException e)
        {
            return ([new Finding(Check, Health.Fault, e.Message, "Look into PostgreSQL's own log, and run this again.")], null);
        }
    }

    private static List<Finding> WithoutPrimary(IReadOnlyList<PostgresHost> hosts)
    {
        // Where none answers, each would only say the same.
        var findings = hosts.Any(host => host.Failure is null) ? hosts.Select(LookAtHost).ToList() : [];
        findings.Add(new Finding(
            Check,
            Health.Fault,
            hosts.Count == 0 ? "The connection names no host."
            : findings.Count == 0 ? $"PostgreSQL can't be used: {string.Join("; ", hosts.Select(host => $"{host.Name}: {host.Failure}"))}."
            : "None of the hosts is a primary that can be used.",
            hosts.Count == 0 || findings.Count == 0
                ? "See that the connection (CONTACTBOOKS__POSTGRES or --postgres) names the right host, role, password and database, and that PostgreSQL listens there."
                : "Name the primary too, or promote a standby."));
        return findings;
    }

    private static Finding LookAtHost(PostgresHost host)
    {
        const string Host = "host";
        var role = host.IsStandby ? "a standby" : "the primary";
        return host switch
        {
            { Failure: { } failure } => new Finding(Host, Health.Warning, $"{host.Name} can't be used: {failure}.", "Mend it, or take it out of the connection: it is tried at every failover."),
            { VersionNumber: < PostgresHost.OldestVersion } => new Finding(
                Host, Health.Fault, $"{host.Name}, {role}, is PostgreSQL {host.Version}.", $"Use {PostgresHost.OldestVersion / 10000} or newer."),
            _ => Finding.Ok(Host, $"{host.Name} is {role}, PostgreSQL {host.Version}."),
        };
    }

    private static Finding LookAtDatabase(PostgresContent content) => content switch
    {
        { SchemaVersion: 0, MayCreate: false } => new Finding(
            Check, Health.Fault, $"{content.Database} is empty, and the role may not make tables in it.", "As its owner: grant create on schema public to the role."),
        { SchemaVersion: 0 } => new Finding(Check, Health.Warning, $"{content.Database} is empty.", "serve, customers create or migrate-store fills in its schema."),
        _ => Finding.Ok(
            Check,
            string.Create(CultureInfo.InvariantCulture, $"{content.Database}, schema {content.SchemaVersion} of {content.NewestSchemaVersion}: ") +
            $"{HumanResult.Count(content.Customers, "customer")}, {HumanResult.Count(content.Books, "book")} with {HumanResult.Count(content.Contacts, "contact")}."),
    };

    private static Finding LookAtEncoding(PostgresContent content) => content.Encoding == "UTF8"
        ? Finding.Ok("encoding", "Text is held as UTF8.")
        : new Finding(
            "encoding", Health.Fault, $"Text is held as {content.Encoding}: names of other scripts can't be stored.", "Make the database anew: createdb --encoding=UTF8 --template=template0.");
}
