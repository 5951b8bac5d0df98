using ContactBooks.Core.Books;
using ContactBooks.Core.Rows;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Imports;
using ContactBooks.Server.Dashboard.Books;
using ContactBooks.Server.Hosting;
using ContactBooks.Server.Imports;
using Microsoft.AspNetCore.Components;

namespace ContactBooks.Server.Dashboard.Imports;

/// <summary>
/// A page of an import that is not made yet. Its file is in the store, and all that was said of it in the address: so the page can be
/// loaded again, gone back to and made by any node. A file whose import was made is shown as that.
/// </summary>
public abstract class DraftPage : BookComponent
{
    /// <summary>The parameter of the query that is the file's name.</summary>
    internal const string NameField = "name";

    /// <summary>The parameters of the query that say how the file is read.</summary>
    private static readonly string[] ReadingFields = ["encoding", "delimiter", "sheet", "hasHeader", "defaultCountryCode", "updatePolicy"];

    /// <summary>The identifier that the import will have, from the address.</summary>
    [Parameter]
    public required string ImportUid { get; set; }

    /// <summary>The columns and where they are to go; null where the file can't be read as its user says.</summary>
    internal ColumnChoices? Columns { get; private set; }

    /// <summary>The plan of the import; null where there can't be one.</summary>
    internal FilePlan? Plan { get; private set; }

    /// <summary>The file.</summary>
    internal ImportFile? File { get; private set; }

    /// <summary>What is wrong with what was said.</summary>
    internal RequestFaults Faults { get; } = new();

    /// <summary>What the file is called.</summary>
    protected string FileName => ReceivedFile.NameOf(Http.Request.Query[NameField]) ?? ImportUid;

    /// <summary>The address of a step with all that was said so far.</summary>
    protected string StepAddress(string step) => $"/books/{BookUid}/import/{ImportUid}{step}{Http.Request.QueryString}";

    /// <summary>The address of the import once it is made.</summary>
    protected string ResultAddress => $"/books/{BookUid}/imports/{ImportUid}";

    /// <summary>What was said of reading the file, to go along with what else will be.</summary>
    internal IReadOnlyDictionary<string, string> Said => ReadingFields.Where(name => Http.Request.Query[name].ToString().Length > 0)
        .ToDictionary(name => name, name => Http.Request.Query[name].ToString(), StringComparer.Ordinal);

    [Inject]
    private IStore Store { get; set; } = null!;

    [Inject]
    private FilePlanner Planner { get; set; } = null!;

    [Inject]
    private ServerSettings Settings { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>What the page needs of its file.</summary>
    protected virtual Task OnPlannedAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    protected sealed override async Task OnFoundAsync(Book book)
    {
        // What a form does is said by its handler, which must find the form: nobody is sent away before.
        if (await Store.Imports.FindAsync(Customer, book.Id, ImportUid) is not null)
        {
            if (IsLook)
            {
                Navigation.NavigateTo(ResultAddress);
            }

            return;
        }

        File = await ImportFile.FetchAsync(Store.Imports, Customer, ImportUid, Http.RequestAborted);
        Http.Response.RegisterForDispose(File);
        if (File.Bytes == 0)
        {
            if (IsLook)
            {
                Navigation.NotFound();
            }

            return;
        }

        var (plan, error) = await Planner.MakeForAsync(File.Path, Said, Customer, Session.Customer?.CountryCode ?? Settings.DefaultCountryCode);
        if (plan is null)
        {
            foreach (var fault in error!.Details)
            {
                Faults.Add(fault.Path, fault.Code, fault.Message);
            }
        }
        else
        {
            Columns = new ColumnChoices(plan, Http.Request.Query);
            Plan = Columns.Plan(Faults)?.Correcting(new RowCorrections([.. CorrectionFields.Read(Http.Request.Query)]));
        }

        await OnPlannedAsync();
    }
}
