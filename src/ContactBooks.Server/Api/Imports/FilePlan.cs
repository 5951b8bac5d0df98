using ContactBooks.Core.Files;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Rows;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Hosting;
using ContactBooks.Server.Imports;

namespace ContactBooks.Server.Api.Imports;

/// <summary>How a file is read and where its columns go: as its user says, and as was found out where that says nothing.</summary>
/// <param name="Options">What an import is made from; its mapping may have no phone yet.</param>
/// <param name="Proposal">What the columns seem to be.</param>
internal sealed record FilePlan(ImportOptions Options, MappingProposal Proposal);

/// <summary>Makes the plan of a file.</summary>
internal sealed class FilePlanner(PhoneReader phones, FileLimits limits)
{
    /// <summary>Rows by whose values columns are judged.</summary>
    private const int SampleRows = 500;

    /// <summary>Makes it for a request, or says why there is none.</summary>
    public (FilePlan? Plan, ImportFields? Fields, ApiError? Error) MakeFor(ReceivedFile file, TokenGrant grant, ServerSettings settings) =>
        MakeFor(file, grant.CountryCode ?? settings.DefaultCountryCode);

    /// <summary>Makes it for a file, or says why there is none.</summary>
    /// <param name="file">The file, and what its user says of it.</param>
    /// <param name="customerCode">For phones without a country code, where the user names none.</param>
    public (FilePlan? Plan, ImportFields? Fields, ApiError? Error) MakeFor(ReceivedFile file, CallingCode? customerCode)
    {
        var faults = new RequestFaults();
        var fields = ImportFields.Read(file.Fields, faults);
        var plan = faults.Any ? null : Make(file.File.Path, fields, customerCode, faults);
        return plan is null ? (null, null, ApiError.Validation(faults.All[0].Message, faults.All)) : (plan, fields, null);
    }

    /// <summary>Makes it; null where the file can't be used or the mapping is not for it, and the faults say why.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fields">What its user says.</param>
    /// <param name="customerCode">For phones without a country code, where the user names none.</param>
    /// <param name="faults">Gets what is wrong.</param>
    private FilePlan? Make(string path, ImportFields fields, CallingCode? customerCode, RequestFaults faults)
    {
        var code = fields.DefaultCountryCode ?? customerCode;
        try
        {
            using var table = ContactFile.Open(path, fields.Choices, limits);
            var proposal = MappingProposal.Make(table.Layout, FirstRows(table), phones, code);
            var mapping = fields.Mapping is { } asked ? asked.For(table.Layout.Columns, "mapping", faults) : proposal.Mapping;
            return mapping is null ? null : new FilePlan(new ImportOptions(code, table.Layout, mapping, fields.ClearToken), proposal);
        }
        catch (FileFaultException e)
        {
            faults.Add("file", e.Code, e.Message);
            return null;
        }
    }

    private static IEnumerable<FileRow> FirstRows(IFileTable table)
    {
        for (var rows = 0; rows < SampleRows && table.Read(out var row); rows++)
        {
            yield return row;
        }
    }
}
