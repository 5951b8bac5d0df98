using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Dashboard.Imports;

/// <summary>Where a column is to go, in the words of the form, which are those of the API.</summary>
/// <param name="Field">The field.</param>
/// <param name="Key">Of a custom field its key; blank for the column's name.</param>
/// <param name="Type">Of a custom field what its values are.</param>
/// <param name="Update">When its values go into a contact that is there.</param>
public sealed record ColumnChoice(string Field, string Key, string Type, string Update)
{
    private const string AnyText = "text";
    private const string Always = "always";

    /// <summary>Whether it goes into a custom field.</summary>
    public bool IsCustom => Field == "customField";

    /// <summary>
    /// What an input of the form is called: <c>f</c> for the field, <c>k</c> for the key, <c>t</c> for the type, <c>u</c> for the update, and
    /// the column's place. Short, since all of them stand in the address of the preview.
    /// </summary>
    public static string Name(string input, int place) => $"{input}{place}";

    /// <summary>What a plan has for a column.</summary>
    public static ColumnChoice Of(MappedColumnJson column) => new(column.Field, column.Key ?? "", column.Type ?? AnyText, column.Update ?? Always);

    /// <summary>What the form says of the column at a place; null where it says nothing.</summary>
    public static ColumnChoice? Read(IQueryCollection query, int place)
    {
        return Text("f") is { } field ? new ColumnChoice(field, Text("k") ?? "", Text("t") ?? AnyText, Text("u") ?? Always) : null;

        string? Text(string input) => query[Name(input, place)].ToString().Trim() is { Length: > 0 } text ? text : null;
    }

    /// <summary>Whether it is the same place as another: what only custom fields have doesn't count of others.</summary>
    public bool IsWhere(ColumnChoice other) => Field == other.Field && (!IsCustom || (Key, Type) == (other.Key, other.Type));
}
