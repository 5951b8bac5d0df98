using ContactBooks.Core.Contacts;
using ContactBooks.Core.Exports;
using ContactBooks.Specs.Reliability;
using ContactBooks.Specs.Store;
using CsCheck;

namespace ContactBooks.Specs.Exports;

/// <summary>Whatever contacts are: exported and imported again, they are the same, in each format.</summary>
public class RoundTripSpecs
{
    private static readonly string[] Texts =
    [
        "Asha Rao", "मीरा जोशी", "李明", "O’Neil \"Kit\"", "Rao, Söhne & Co; Mumbai", "line one\nline two", "a\tb", "=1+1", "'=1+1", "''", "'", "+919876543210",
        "+91 9876543210", "-5", "@me", "\uFF1Dcmd", "- dash", "12345", "007", "1e5", "true", "ja", "null", "{}", "{\"a\":1}", "[1]", "2026-03-05", "05/03/2026",
        "_x0041_", "_x000D_", "<b>&amp;</b>", "]]>", "back\\slash \\n \\, \\;", "e\u0301", "😀 = 😀", "\uFFFE", "a;b;c;d", "a|b|c", "phone", "Mobile No.",
        "a long text that any format which folds its lines at seventy-five bytes will have to fold somewhere, मीरा जोशी 😀", "sep=;", "END:VCARD", "NULL", "0",
    ];

    private static readonly string[] Emails = ["asha@example.com", "mailto:asha@example.com", "=a@example.com", "a,b;c@example.com", "'q@example.com"];

    private static readonly string[] Values =
    [
        "1", "-2.50", "0.1", "1e5", "12345678901234567890", "-0", "true", "false", "[]", "{}", "[1,[2,{\"a\":null}]]", "{\"b\":\"\\u0041\",\"a\":1.0}", "\"\"",
        "\" outer blanks \"", "\"\u00A0\"", "\"  \"", .. Texts.Select(Uploads.Json),
    ];

    private static readonly string[] Keys =
    [
        "city", "City", "CITY", "age", "age (number)", "age (text)", "customFields.city", "phone", "two  blanks", " outer ", "पता", "=cmd", "😀", "a,b", "x:y", "\uFEFFmark",
        "a very long key that has just as many characters as one may have", "Column 7",
    ];

    private static readonly Gen<string> Field = Gen.OneOf(
        Member("displayName", Texts), Member("firstName", Texts), Member("lastName", Texts), Member("email", Emails), Member("companyName", Texts));

    private static readonly Gen<string> Row = Gen.Select(
        Field.List[0, 5], Gen.Select(Gen.OneOf(Keys), Gen.OneOf(Values)).List[0, 6], (fields, customs) => string.Join(',',
        [
            .. fields.DistinctBy(field => field.Split(':')[0]),
            $"\"customFields\":{{{string.Join(',', customs.DistinctBy(custom => custom.Item1).Select(custom => $"{Uploads.Json(custom.Item1)}:{custom.Item2}"))}}}",
        ]));

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Xlsx)]
    [InlineData(ExportFormat.Ndjson)]
    [InlineData(ExportFormat.VCard)]
    public void A_file_of_any_contacts_brings_back_each_of_them_and_changes_none(ExportFormat format) =>
        Row.List[1, 8].Sample(
            rows => Agree(format, ExportedFile.Contacts(rows.Select((row, i) => Uploads.Row(i, row)))),
            iter: Soak.Is ? 20_000 : 100);

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Xlsx)]
    [InlineData(ExportFormat.Ndjson)]
    [InlineData(ExportFormat.VCard)]
    public void Each_text_and_each_value_comes_back_in_a_column_of_its_like(ExportFormat format)
    {
        foreach (var value in Values)
        {
            Agree(format, ExportedFile.Contacts(Enumerable.Range(0, 3).Select(n => Uploads.Row(n, $"\"customFields\":{{\"k\":{value}}}"))));
        }

        foreach (var text in Texts)
        {
            Agree(format, ExportedFile.Contacts(Enumerable.Range(0, 3).Select(n => Uploads.Row(n, $"\"displayName\":{Uploads.Json(text)}"))));
        }
    }

    private static Gen<string> Member(string name, string[] texts) => Gen.OneOf(texts).Select(text => $"\"{name}\":{Uploads.Json(text)}");

    private static void Agree(ExportFormat format, Contact[] contacts)
    {
        var read = ExportedFile.Read(ExportedFile.Write(format, contacts));

        read.Keys.Should().BeEquivalentTo(contacts.Select(contact => contact.Phone));
        foreach (var contact in contacts)
        {
            // Into a store that has it, nothing changes; into one that doesn't, it is made as it was.
            contact.Fields.With(read[contact.Phone]).SameAs(contact.Fields).Should().BeTrue(
                "{0} was {1}", ExportedFile.Text(format, contact), ExportedFile.Text(format, contact with { Fields = contact.Fields.With(read[contact.Phone]) }));
            var made = default(ContactFields).With(read[contact.Phone]);
            made.Should().BeEquivalentTo(contact.Fields, fields => fields.Excluding(field => field.CustomFields));
            ExportedFile.Fields(made.CustomFields).Should().BeEquivalentTo(ExportedFile.Fields(contact.Fields.CustomFields));
        }
    }
}
