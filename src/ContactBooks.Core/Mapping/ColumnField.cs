namespace ContactBooks.Core.Mapping;

/// <summary>Where a file's column goes.</summary>
public enum ColumnField
{
    /// <summary>Nowhere.</summary>
    Ignored,

    /// <summary>The phone. Several columns may be phones: of each row the first that isn't blank counts, in the mapping's order.</summary>
    Phone,

    /// <summary>The readable name.</summary>
    DisplayName,

    /// <summary>The first name.</summary>
    FirstName,

    /// <summary>The last name.</summary>
    LastName,

    /// <summary>The email address.</summary>
    Email,

    /// <summary>The company.</summary>
    CompanyName,

    /// <summary>A custom field, under a key of its own.</summary>
    CustomField,

    /// <summary>Custom fields, any number of them with their keys: the cell is a JSON object. Of a key that has a cell of its own too, that cell counts.</summary>
    CustomFields,
}
