using ContactBooks.Core.Contacts;

namespace ContactBooks.Storage.Postgres;

/// <summary>What contacts hold, as the columns <c>display_name</c> to <c>custom_fields</c>.</summary>
/// <param name="expected">About how many contacts there will be.</param>
internal sealed class ContactFieldColumns(int expected)
{
    private readonly ArrayColumn _displayNames = Column(expected, 16);
    private readonly ArrayColumn _firstNames = Column(expected, 8);
    private readonly ArrayColumn _lastNames = Column(expected, 8);
    private readonly ArrayColumn _emails = Column(expected, 24);
    private readonly ArrayColumn _companyNames = Column(expected, 12);
    private readonly ArrayColumn _customFields = Column(expected, 24);

    /// <summary>The columns, for whoever binds them and disposes of them.</summary>
    public IReadOnlyList<ArrayColumn> All => [_displayNames, _firstNames, _lastNames, _emails, _companyNames, _customFields];

    /// <summary>Adds what a contact holds.</summary>
    public void Add(in FieldBytes fields)
    {
        _displayNames.AddText(fields.DisplayName);
        _firstNames.AddText(fields.FirstName);
        _lastNames.AddText(fields.LastName);
        _emails.AddText(fields.Email);
        _companyNames.AddText(fields.CompanyName);
        _customFields.AddText(fields.CustomFields);
    }

    private static ArrayColumn Column(int expected, int bytes) => new(ElementType.Text, expected * (sizeof(int) + bytes));
}
