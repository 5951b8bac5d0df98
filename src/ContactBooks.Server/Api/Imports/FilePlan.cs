using ContactBooks.Core.Customers;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Files;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Rows;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.CustomFields;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Hosting;
using ContactBooks.Server.Imports;

namespace ContactBooks.Server.Api.Imports;

/// <summary>Where a file's mapping comes from.</summary>
internal enum MappingOrigin
{
    /// <summary>Its columns' names and cells: a guess, which nobody has looked at.</summary>
    Proposed,

    /// <summary>The last import of a file with the same headers whose user said where they go.</summary>
    Remembered,

    /// <summary>Its user says so.</summary>
    Asked,
}

/// <summary>How a file is read and where its columns go: as its user says, and as was found out where that says nothing.</summary>
/// <param name="Options">What an import is made from; its mapping may have no phone yet.</param>
/// <param name="Origin">Where the mapping comes from.</param>
/// <param name="Proposal">What the columns seem to be.</param>
internal sealed record FilePlan(ImportOptions Options, MappingOrigin Origin, MappingProposal Proposal)
{
    /// <summary>
    /// The mapping as the next file of the same headers is to find it; null where there is nothing to remember. A guess isn't kept: a later
    /// file's cells may tell more.
    /// </summary>
    public RememberedMapping? Remember =>
        Origin == MappingOrigin.Proposed || Options.Layout.IsNameless
            ? null
            : new RememberedMapping(HeaderSignature.Of(Options.Layout.Columns), Options.Mapping);

    /// <summary>The file's columns, with what is in them and where they go.</summary>
    public IReadOnlyList<PreviewColumnJson> Columns => [.. Proposal.Columns.Select(Show)];

    /// <summary>The same plan with its columns where its user wants them.</summary>
    public FilePlan Asking(ColumnMapping mapping) => this with { Options = Options with { Mapping = mapping }, Origin = MappingOrigin.Asked };

    /// <summary>The same plan with cells that are read otherwise than they stand in the file.</summary>
    public FilePlan Correcting(RowCorrections corrections) => this with { Options = Options with { Corrections = corrections } };

    private PreviewColumnJson Show(ProposedColumn column)
    {
        var (name, samples) = (column.Target.Column, column.Samples);
        if (Origin == MappingOrigin.Proposed)
        {
            var why = column.Evidence.ToString().ToLowerInvariant();
            return new PreviewColumnJson(name, samples, MappedColumnJson.Of(column.Target), column.Confidence, why);
        }

        var target = Options.Mapping.Columns.FirstOrDefault(one => one.Column == name) ?? new MappedColumn(name, ColumnField.Ignored);
        return Origin == MappingOrigin.Remembered
            ? new PreviewColumnJson(name, samples, MappedColumnJson.Of(target), 1, "remembered")
            : new PreviewColumnJson(name, samples, MappedColumnJson.Of(target), null, null);
    }
}

/// <summary>Makes the plan of a file.</summary>
internal sealed class FilePlanner(PhoneReader phones, CustomFieldRegistry customFields, FileLimits limits, IStore store, TimeProvider clock)
{
    /// <summary>Rows by whose values columns are judged.</summary>
    private const int SampleRows = 500;

    /// <summary>What a file is told whose plan has no phone, where one is needed.</summary>
    public static ApiError NoPhone { get; } = ApiError.Validation(
        "mapping", RequestFaultCode.Required, "No column of this file is surely the phone. Look at the preview, and say in mapping which one it is.");

    /// <summary>Makes it for a request, or says why there is none: the file can't be used, or the mapping is not for it.</summary>
    public Task<(FilePlan? Plan, ApiError? Error)> MakeForAsync(ReceivedFile file, TokenGrant grant, ServerSettings settings) =>
        MakeForAsync(file.File.Path, file.Fields, grant.CustomerId, grant.CountryCode ?? settings.DefaultCountryCode);

    /// <summary>Makes it for a customer's file, or says why there is none.</summary>
    /// <param name="path">Where the file is.</param>
    /// <param name="said">What its user says of it, see <see cref="ImportFields"/>.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="customerCode">For phones without a country code, where the user names none.</param>
    public async Task<(FilePlan? Plan, ApiError? Error)> MakeForAsync(
        string path, IReadOnlyDictionary<string, string> said, CustomerId customer, CallingCode? customerCode)
    {
        var faults = new RequestFaults();
        var fields = ImportFields.Read(said, faults);
        var code = fields.DefaultCountryCode ?? customerCode;
        var definitions = await customFields.OfAsync(customer);
        FilePlan? plan = null;
        if (!faults.Any && Look(path, fields, code, definitions, faults) is var (layout, proposal))
        {
            var (mapping, origin) =
                fields.Mapping is { } asked ? (asked.For(layout.Columns, "mapping", faults), MappingOrigin.Asked) :
                await FindRememberedAsync(customer, layout) is { } remembered ? (remembered, MappingOrigin.Remembered) :
                (proposal.Mapping, MappingOrigin.Proposed);
            plan = mapping is null
                ? null
                : new FilePlan(new ImportOptions(code, layout, mapping, fields.ClearToken, fields.UpdatePolicy), origin, proposal);
        }

        return plan is null ? (null, ApiError.Validation(faults.All[0].Message, faults.All)) : (plan, null);
    }

    /// <summary>What the file seems to be; null where it can't be used, and the faults say why.</summary>
    private (FileLayout Layout, MappingProposal Proposal)? Look(
        string path, ImportFields fields, CallingCode? code, CustomFieldSet definitions, RequestFaults faults)
    {
        try
        {
            using var table = ContactFile.Open(path, fields.Choices, limits);
            var proposal = MappingProposal.Make(table.Layout, FirstRows(table), phones, code, definitions);
            return (table.Layout, RejectedFile.OwnColumns(table.Layout) is null ? proposal : proposal.LeavingOut(RejectedFile.Added));
        }
        catch (FileFaultException e)
        {
            faults.Add("file", e.Code, e.Message);
            return null;
        }
    }

    /// <summary>
    /// The same headers are the same columns but for their spelling, so that the mapping fits. Refused rows that were mended go where
    /// they went with the others.
    /// </summary>
    private async Task<ColumnMapping?> FindRememberedAsync(CustomerId customer, FileLayout layout)
    {
        if (layout.IsNameless)
        {
            return null;
        }

        var mapping = await FindRememberedAsync(customer, layout.Columns);
        if (mapping is null && RejectedFile.OwnColumns(layout) is { } own)
        {
            mapping = await FindRememberedAsync(customer, own);
        }

        return mapping?.For(layout.Columns, "mapping", new RequestFaults());
    }

    private ValueTask<ColumnMapping?> FindRememberedAsync(CustomerId customer, IReadOnlyList<string> columns) =>
        store.Imports.FindMappingAsync(customer, HeaderSignature.Of(columns), clock.GetUtcNow());

    private static IEnumerable<FileRow> FirstRows(IFileTable table)
    {
        for (var rows = 0; rows < SampleRows && table.Read(out var row); rows++)
        {
            yield return row;
        }
    }
}
