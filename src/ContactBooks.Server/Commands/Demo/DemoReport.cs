using System.Text.Json.Nodes;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Demo;

/// <summary>Tells a person what the demo's upload came to, and how to go on.</summary>
internal static class DemoReport
{
    /// <summary>Writes the summary and the rows' results.</summary>
    public static void WriteResults(IReadOnlyList<DemoRow> rows, JsonNode data)
    {
        var summary = data["summary"]!;
        HumanResult.Line(
            $"Uploaded {summary["total"]} rows into \"{data["contactBook"]?["name"]}\": " +
            $"{summary["created"]} created, {summary["updated"]} updated, {summary["skipped"]} skipped, {summary["invalid"]} invalid.");
        Console.Out.WriteLine();
        HumanResult.Table(
            "The answer has no results.",
            ["Row", "Name", "Phone as sent", "Result", "Phone as kept", "Why"],
            [.. rows.Zip(data["results"]!.AsArray(), (row, result) => new[]
            {
                result!["row"]?.ToString(),
                row.Text("displayName"),
                row.Text("phone"),
                result["status"]?.ToString(),
                result["contact"]?["phone"]?.ToString(),
                result["message"]?.ToString() ?? result["reason"]?.ToString(),
            })]);
    }

    /// <summary>What differs from what must come out; empty where nothing does.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyList<DemoRow> rows, JsonNode data)
    {
        var results = data["results"]?.AsArray() ?? [];
        if (results.Count != rows.Count)
        {
            return [$"The answer has {results.Count} results for {rows.Count} rows."];
        }

        return [.. rows.Zip(results, (row, result) => (row, Status: result?["status"]?.ToString(), Reason: result?["reason"]?.ToString()))
            .Select((pair, index) => (pair.row, pair.Status, pair.Reason, Number: index + 1))
            .Where(one => one.Status != one.row.Status || one.Reason != one.row.Reason)
            .Select(one => $"Row {one.Number} should be {one.row.Status} {one.row.Reason} and is {one.Status} {one.Reason}.")];
    }

    /// <summary>Writes what to try next.</summary>
    public static void WriteNext(DemoAccess access)
    {
        Console.Out.WriteLine(
            $$$"""

            Try it yourself. Upload:

            curl -X POST '{{{access.UploadAddress}}}' -H 'Authorization: Bearer {{{access.Token}}}' -H 'Content-Type: application/json' -d '{"defaultCountryCode":"91","contacts":[{"phone":"7000782082","displayName":"Asha Rao","customFields":{"city":"Mumbai"}},{"phone":"+44 7400 123457","firstName":"Oliver"}]}'

            List the book's contacts:

            curl '{{{access.ListAddress}}}' -H 'Authorization: Bearer {{{access.Token}}}'

            The dashboard, signed in (the link opens once): {{{access.Dashboard}}}

            The API's reference: {{{access.Server}}}/docs

            """);
    }
}
