using ContactBooks.Core.Contacts;

namespace ContactBooks.Storage.Sqlite;

/// <summary>What a contact holds, as the six columns <c>display_name</c> to <c>custom_fields</c> of a statement.</summary>
internal static class ContactFieldColumns
{
    /// <summary>Reads them where they lie, good until the next step.</summary>
    /// <param name="row">The statement.</param>
    /// <param name="first">The column <c>display_name</c>.</param>
    public static FieldBytes Fields(this Statement row, int first) => new()
    {
        DisplayName = row.Bytes(first),
        FirstName = row.Bytes(first + 1),
        LastName = row.Bytes(first + 2),
        Email = row.Bytes(first + 3),
        CompanyName = row.Bytes(first + 4),
        CustomFields = row.Bytes(first + 5),
    };

    /// <summary>Binds them.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="first">The parameter for <c>display_name</c>.</param>
    /// <param name="fields">The values.</param>
    public static Statement BindFields(this Statement statement, int first, in FieldBytes fields) => statement
        .BindText(first, fields.DisplayName)
        .BindText(first + 1, fields.FirstName)
        .BindText(first + 2, fields.LastName)
        .BindText(first + 3, fields.Email)
        .BindText(first + 4, fields.CompanyName)
        .BindText(first + 5, fields.CustomFields);
}
