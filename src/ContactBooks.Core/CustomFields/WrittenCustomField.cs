namespace ContactBooks.Core.CustomFields;

/// <summary>A custom field as a person filled it in.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Text">The value, read as the cell of a file is: what doesn't fit the type is kept as text. Empty to remove the key.</param>
public readonly record struct WrittenCustomField(string Key, CustomFieldType Type, string Text)
{
    /// <summary>The custom fields of a row that has these and no other; each key once.</summary>
    public static RawCustomFields RowOf(IReadOnlyCollection<WrittenCustomField> fields)
    {
        if (fields.Count == 0)
        {
            return default;
        }

        var writer = new CustomFieldsWriter();
        writer.Begin();
        writer.Open((byte)'{', level: 1);
        foreach (var field in fields)
        {
            writer.Name(field.Key);
            if (field.Text.Length == 0)
            {
                writer.RemoveKey();
            }
            else if (!writer.TryWrite(field.Type, field.Text))
            {
                writer.Text(field.Text);
            }
        }

        writer.Close((byte)'}');
        return writer.End();
    }
}
