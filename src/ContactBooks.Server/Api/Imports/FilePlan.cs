using ContactBooks.Core.Customers;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Files;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Rows;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.CustomFields;
using ContactBooks.Server.Hosting;
using ContactBooks.Server.Imports;

namespace ContactBooks.Server.Api.Imports;

/// <summary>How a file is read and where its columns go: as its user says, and as was found out where that says nothing.</summary>
/// <param name="Options">What an import is made from; its mapping may have no phone yet.</param>
/// <param name="Proposal">What the columns seem to be.</param>
internal sealed record FilePlan(ImportOptions Options, MappingProposal Proposal);

/// <summary>Makes the plan of a file.</summary>
internal sealed class FilePlanner(PhoneReader phones, CustomFieldRegistry customFields, FileLimits limits)
{
    /// <summary>Rows by whose values columns are judged.</summary>
    private const int SampleRows = 500;

    /// <summary>What a file is told whose plan has no phone, where one is needed.</summary>
    public static ApiError NoPhone { get; } = ApiError.Validation(
        "mapping", RequestFaultCode.Required, "No column of this file is surely the phone. Look at the preview, and say in mapping which one it is.");

    /// <summary>Makes it for a request, or says why there is none.</summary>
    public ValueTask<(FilePlan? Plan, ImportFields? Fields, ApiError? Error)> MakeForAsync(ReceivedFile file, TokenGrant grant, ServerSettings settings) =>
        MakeForAsync(file, grant.CustomerId, grant.CountryCode ?? settings.DefaultCountryCode);

    /// <summary>Makes it for a file, or says why there is none.</summary>
    /// <param name="file">The file, and what its user says of it.</param>
    /// <param name="customer">Whose it is.</param>
    /// <param name="customerCode">For phones without a country code, where the user names none.</param>
    public async ValueTask<(FilePlan? Plan, ImportFields? Fields, ApiError? Error)> MakeForAsync(ReceivedFile file, CustomerId customer, CallingCode? customerCode)
    {
        var faults = new RequestFaults();
        var fields = ImportFields.Read(file.Fields, faults);
        var definitions = await customFields.OfAsync(customer);
        var plan = faults.Any ? null : Make(file.File.Path, fields, customerCode, definitions, faults);
        return plan is null ? (null, null, ApiError.Validation(faults.All[0].Message, faults.All)) : (plan, fields, null);
    }

    /// <summary>Makes it; null where the file can't be used or the mapping is not for it, and the faults say why.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fields">What its user says.</param>
    /// <param name="customerCode">For phones without a country code, where the user names none.</param>
    /// <param name="definitions">What is known of the customer's custom fields.</param>
    /// <param name="faults">Gets what is wrong.</param>
    private FilePlan? Make(string path, ImportFields fields, CallingCode? customerCode, CustomFieldSet definitions, RequestFaults faults)
    {
        var code = fields.DefaultCountryCode ?? customerCode;
        try
        {
            using var table = ContactFile.Open(path, fields.Choices, limits);
            var proposal = MappingProposal.Make(table.Layout, FirstRows(table), phones, code, definitions);
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
