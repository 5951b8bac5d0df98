using System.Text;
using System.Text.Json;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Exports;
using ContactBooks.Core.Files;
using ContactBooks.Core.Files.Delimited;
using ContactBooks.Core.Files.Xlsx;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;
using ContactBooks.Specs.Store;

namespace ContactBooks.Specs.Exports;

/// <summary>Contacts written into a file, and a file read on the road of an import.</summary>
internal static class ExportedFile
{
    private static readonly RowNormaliser Normaliser = new(Uploads.Phones);

    /// <summary>The contacts that rows of JSON make, as a store has them.</summary>
    public static Contact[] Contacts(params IEnumerable<string> rows) =>
        [.. Uploads.Of(DateTimeOffset.UnixEpoch, rows).Contacts.Select(planned => new Contact(
            default, planned.Patch.Phone, default(ContactFields).With(planned.Patch), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, []))];

    /// <summary>The file of contacts.</summary>
    public static byte[] Write(ExportFormat format, IReadOnlyList<Contact> contacts)
    {
        using var file = new MemoryStream();
        using (var writer = Open(format, file, contacts))
        {
            writer.Begin();
            foreach (var contact in contacts)
            {
                writer.Write(contact);
            }

            writer.End();
        }

        return file.ToArray();
    }

    /// <summary>The same as text.</summary>
    public static string Text(ExportFormat format, params IReadOnlyList<Contact> contacts) => Encoding.UTF8.GetString(Write(format, contacts));

    /// <summary>What importing a file does, by phone, under the mapping that is proposed for it and with no country code to help.</summary>
    public static Dictionary<Phone, ContactPatch> Read(byte[] file)
    {
        var proposal = Propose(file);
        using var table = Table(file);
        var mapper = new RowMapper(proposal.Mapping, table.Layout.Columns);
        var patches = new Dictionary<Phone, ContactPatch>();
        while (table.Read(out var row))
        {
            var normalised = Normaliser.Normalise(mapper.Map(row).Row, null);
            normalised.Rejected.Should().BeNull();
            patches.Add(normalised.Patch!.Phone, normalised.Patch);
        }

        return patches;
    }

    /// <summary>The mapping that is proposed for a file.</summary>
    public static MappingProposal Propose(byte[] file)
    {
        using var table = Table(file);
        var rows = new List<FileRow>();
        while (table.Read(out var row))
        {
            rows.Add(row);
        }

        return MappingProposal.Make(table.Layout, rows, Uploads.Phones, null);
    }

    /// <summary>The fields of a JSON object by their names, in no order.</summary>
    public static Dictionary<string, string> Fields(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
        {
            return [];
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.GetRawText());
    }

    private static IFileTable Table(byte[] file) => ContactFile.Open(() => new MemoryStream(file), new FileChoices(), new FileLimits());

    private static IContactWriter Open(ExportFormat format, Stream file, IReadOnlyList<Contact> contacts) => format switch
    {
        ExportFormat.Csv => new TableExport(new DelimitedWriter(file), Columns(contacts), SpacedPhone.Of),
        ExportFormat.Xlsx => new TableExport(new WorkbookWriter(file, "Contacts"), Columns(contacts), phone => $"+{phone}"),
        ExportFormat.Ndjson => new NdjsonExport(file),
        _ => new VCardExport(file),
    };

    private static IReadOnlyList<CustomColumn> Columns(IReadOnlyList<Contact> contacts)
    {
        var tally = new CustomColumnTally();
        foreach (var contact in contacts)
        {
            tally.Add(contact);
        }

        return tally.Columns();
    }
}
