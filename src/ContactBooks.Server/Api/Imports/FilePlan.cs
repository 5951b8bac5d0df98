using ContactBooks.Core.Files;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Rows;
using ContactBooks.Server.Imports;

namespace ContactBooks.Server.Api.Imports;

/// <summary>How a file is read and where its columns go, found out and as its user says.</summary>
internal sealed class FilePlan(PhoneReader phones, FileLimits limits)
{
    /// <summary>Rows by whose values columns are judged.</summary>
    private const int SampleRows = 500;

    /// <summary>Decides for a file; null where it can't be used, and the faults say why.</summary>
    public ImportOptions? Make(string path, ImportFields fields, CallingCode? defaultCode, RequestFaults faults)
    {
        try
        {
            var (layout, proposal) = Propose(path, fields.Choices, defaultCode);
            var mapping = fields.Mapping is { } asked ? asked.For(layout.Columns, "mapping", faults) : proposal.Mapping;
            if (fields.Mapping is null && !mapping!.HasPhone)
            {
                faults.Add(
                    "mapping",
                    RequestFaultCode.Required,
                    "No column of this file is surely the phone. Look at the preview and say in mapping which one it is.");
            }

            return faults.Any || mapping is null ? null : new ImportOptions(defaultCode, layout, mapping, fields.ClearToken);
        }
        catch (FileFaultException e)
        {
            faults.Add("file", e.Code, e.Message);
            return null;
        }
    }

    /// <summary>The layout of a file, and what is proposed for its columns.</summary>
    /// <exception cref="FileFaultException">It can't be read.</exception>
    public (FileLayout Layout, MappingProposal Proposal) Propose(string path, FileChoices choices, CallingCode? defaultCode)
    {
        using var table = ContactFile.Open(path, choices, limits);
        return (table.Layout, MappingProposal.Of(table.Layout, FirstRows(table), phones, defaultCode));
    }

    private static List<FileRow> FirstRows(IFileTable table)
    {
        var rows = new List<FileRow>();
        while (rows.Count < SampleRows && table.Read(out var row))
        {
            rows.Add(row with { Cells = [.. row.Cells] });
        }

        return rows;
    }
}
