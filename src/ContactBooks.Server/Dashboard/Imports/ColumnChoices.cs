using System.Text.Json;
using ContactBooks.Core.Files;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Rows;
using ContactBooks.Server.Api.Imports;
using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Dashboard.Imports;

/// <summary>Where a file's columns are to go: as the form says, and as was found where that says nothing.</summary>
internal sealed class ColumnChoices
{
    private readonly FilePlan _found;
    private readonly ColumnChoice?[] _said;

    /// <param name="found">The plan of the file, as it was found.</param>
    /// <param name="query">What the form says.</param>
    public ColumnChoices(FilePlan found, IQueryCollection query)
    {
        (_found, Found) = (found, found.Columns);
        _said = [.. Found.Select((_, place) => ColumnChoice.Read(query, place))];
        All = [.. _said.Select((said, place) => said ?? ColumnChoice.Of(Found[place].Mapping))];
    }

    /// <summary>The columns as they were found, in the table's order.</summary>
    public IReadOnlyList<PreviewColumnJson> Found { get; }

    /// <summary>Where each of them is to go.</summary>
    public IReadOnlyList<ColumnChoice> All { get; }

    /// <summary>How the file is read.</summary>
    public FileLayout Layout => _found.Options.Layout;

    /// <summary>For phones without a country code; null for none.</summary>
    public int? CountryCode => _found.Options.DefaultCountryCode?.Value;

    /// <summary>Which rows go in.</summary>
    public string Policy => UpdatePolicies.NameOf(_found.Options.UpdatePolicy);

    /// <summary>Whether one of them is the phone, without which nothing can go in.</summary>
    public bool HavePhone => All.Any(column => column.Field == ColumnFields.NameOf(ColumnField.Phone));

    /// <summary>Whether the form says anything.</summary>
    public bool AreSaid => _said.Any(said => said is not null);

    /// <summary>Whether the column at a place is to go where it was found to belong.</summary>
    public bool IsAsFound(int place) => All[place].IsWhere(ColumnChoice.Of(Found[place].Mapping));

    /// <summary>The plan as its user wants it; null where that can't be, and the faults say why.</summary>
    public FilePlan? Plan(RequestFaults faults)
    {
        if (!AreSaid)
        {
            return _found;
        }

        // Of several phones the first that isn't blank counts: they stay in the order in which they were found to be the better ones.
        var phones = _found.Options.Mapping.Columns.Select(column => column.Column).ToList();
        var columns = Found.Zip(All, (column, choice) => new MappedColumnJson(
                column.Column, choice.Field, choice.Key.Length == 0 ? null : choice.Key, choice.Type, choice.Update))
            .OrderBy(column => phones.IndexOf(column.Column) is >= 0 and var place ? place : int.MaxValue);
        var json = JsonSerializer.SerializeToUtf8Bytes<IReadOnlyList<MappedColumnJson>>([.. columns], WireJson.Default.IReadOnlyListMappedColumnJson);
        return ColumnMappingReader.Read(json, "mapping", faults) is { } mapping ? _found.Asking(mapping) : null;
    }
}
