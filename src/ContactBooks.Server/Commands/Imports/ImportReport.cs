using System.Globalization;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Commands.Books;
using ContactBooks.Server.Commands.Output;
using ContactBooks.Server.Imports;

namespace ContactBooks.Server.Commands.Imports;

/// <summary>Tells how an import stands: its result on standard output, what to do on standard error.</summary>
internal static class ImportReport
{
    /// <summary>Tells it, and writes the refused rows where a file is named for them.</summary>
    /// <returns>The command's exit code.</returns>
    public static async Task<int> TellAsync(IStore store, FoundBook found, Import import, string? rejects, bool asJson)
    {
        if (asJson)
        {
            JsonResult.Write(ImportJson.Of(import, TimeProvider.System.GetUtcNow()));
        }
        else
        {
            HumanResult.Line($"{Heading(found, import)}: {Counts(import.Counts)}.");
        }

        if (rejects is not null)
        {
            await WriteRejectsAsync(store, found, import, rejects);
        }

        await Console.Error.WriteAsync(Advice(found, import, rejects));
        return CodeOf(import);
    }

    /// <summary>Writes the refused rows, so far as the import has come.</summary>
    public static Task WriteRejectsAsync(IStore store, FoundBook found, Import import, string file) =>
        OutputFile.WriteAsync(file, async to =>
        {
            await RejectedFile.WriteAsync(store.Imports, found.Customer.Id, import, to, CancellationToken.None);
            return true;
        });

    /// <summary>
    /// What became of the rows: "6 created, 1 updated, 1 skipped, 2 invalid"; and, where there are any, how many of them are
    /// suppressed, and how many of their values don't fit the type of their custom field.
    /// </summary>
    public static string Counts(ImportCounts counts) => string.Create(
        CultureInfo.InvariantCulture,
        $"{counts.Created:N0} created, {counts.Updated:N0} updated, {counts.Skipped:N0} skipped, {counts.Invalid:N0} invalid")
        + Suppressed(counts) + Warnings(counts);

    private static string Suppressed(ImportCounts counts) =>
        counts.Suppressed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {counts.Suppressed:N0} with a suppressed phone");

    private static string Warnings(ImportCounts counts) =>
        counts.Warnings == 0 ? "" : $", {HumanResult.Count(counts.Warnings, "value")} kept as text";

    private static string Heading(FoundBook found, Import import)
    {
        var what = $"{import.FileName ?? import.Uid} into \"{found.Book.Name}\"";
        return import.State switch
        {
            ImportState.Done => $"Imported {what}",
            ImportState.Failed => $"Failed to import {what}",
            ImportState.Cancelled => $"Cancelled the import of {what}",
            _ => $"Stopped importing {what}",
        };
    }

    private static string Advice(FoundBook found, Import import, string? rejects)
    {
        var refused = import.Counts.Invalid == 0 ? ""
            : rejects is null ? $"`contactbooks imports show {import.Uid} --book {found.Book.Uid} --rejects FILE` gives the refused rows with the reasons.\n"
            : $"The refused rows are in {rejects}, with the reasons.\n";
        return import switch
        {
            { Fault: { } fault } => $"{fault.Message}\n{refused}",
            { HasEnded: false } =>
                $"A running server goes on with it, or `contactbooks imports resume {import.Uid} --book {found.Book.Uid}`; " +
                "`contactbooks imports cancel` ends it for good.\n",
            _ => refused,
        };
    }

    private static int CodeOf(Import import) => import.State switch
    {
        ImportState.Done => import.Counts.Invalid == 0 ? ExitCode.Done : ExitCode.BadData,
        ImportState.Failed => ExitCode.BadData,
        ImportState.Cancelled => ExitCode.Failed,
        _ => ExitCode.Interrupted,
    };
}
