using System.Text;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Rows;
using CsCheck;

namespace ContactBooks.Specs.Mapping;

/// <summary>A mapping as JSON, its faults, and its fitting to a table.</summary>
public sealed class ColumnMappingSpecs
{
    [Fact]
    public void A_mapping_is_read_from_an_array_with_an_object_for_each_column() =>
        Read(
            """
            [{"column":"Mobile No.","field":"phone"},{"column":"Phone 2","field":"phone"},{"column":"Naam","field":"displayName"},
             {"column":"F","field":"firstName"},{"column":"L","field":"lastName"},{"column":"E","field":"email"},{"column":"C","field":"companyName"},
             {"column":"Stadt","field":"customField","key":"city"},{"column":"Alter","field":"customField","key":"age","type":"number"},
             {"column":"Seit","field":"customField","key":"since","type":"date"},{"column":"VIP","field":"customField","key":"vip","type":"boolean"},
             {"column":"Stufe","field":"customField","key":"tier","type":"choice"},{"column":"Notiz","field":"ignored"}]
            """).Columns.Should().Equal(
            new("Mobile No.", ColumnField.Phone),
            new("Phone 2", ColumnField.Phone),
            new("Naam", ColumnField.DisplayName),
            new("F", ColumnField.FirstName),
            new("L", ColumnField.LastName),
            new("E", ColumnField.Email),
            new("C", ColumnField.CompanyName),
            new("Stadt", ColumnField.CustomField, "city"),
            new("Alter", ColumnField.CustomField, "age", CustomFieldType.Number),
            new("Seit", ColumnField.CustomField, "since", CustomFieldType.Date),
            new("VIP", ColumnField.CustomField, "vip", CustomFieldType.Boolean),
            new("Stufe", ColumnField.CustomField, "tier", CustomFieldType.Choice),
            new("Notiz", ColumnField.Ignored));

    [Fact]
    public void A_column_says_when_its_values_go_into_a_contact_that_is_there()
    {
        var mapping = Read(
            """
            [{"column":"P","field":"phone","update":"never"},{"column":"N","field":"displayName","update":"ifEmpty"},
             {"column":"E","field":"email","update":"always"},{"column":"City","field":"customField","update":"never"}]
            """);

        mapping.Columns.Should().Equal(
            new("P", ColumnField.Phone),
            new("N", ColumnField.DisplayName, Update: FieldUpdate.IfEmpty),
            new("E", ColumnField.Email),
            new("City", ColumnField.CustomField, "City", Update: FieldUpdate.Never));
        var rules = mapping.Rules!;
        (rules.DisplayName, rules.FirstName, rules.Email).Should().Be((FieldUpdate.IfEmpty, FieldUpdate.Always, FieldUpdate.Always));
        rules.CustomFields.Should().Equal(new Dictionary<string, FieldUpdate> { ["City"] = FieldUpdate.Never });
    }

    [Fact]
    public void A_mapping_whose_values_all_go_in_always_has_no_rules() =>
        Read("""[{"column":"P","field":"phone"},{"column":"N","field":"displayName"},{"column":"C","field":"customField","key":"c"}]""").Rules.Should().BeNull();

    [Fact]
    public void A_custom_field_without_a_key_has_the_column_s_name_for_one() =>
        Read("""[{"column":"P","field":"phone"},{"column":" Home \n city ","field":"customField"}]""").Columns[1].Key.Should().Be("Home city");

    [Fact]
    public void Unknown_properties_are_ignored_so_that_a_proposal_can_be_sent_back_as_it_came() =>
        Read("""[{"column":"P","field":"phone","key":null,"confidence":0.98,"samples":["7000782082",{"a":[1]}]}]""").Columns.Should().Equal(new MappedColumn("P", ColumnField.Phone));

    [Fact]
    public void What_is_written_is_read_as_the_same() =>
        Gen.Select(GenName.Array[1, 20], Gen.Int[0, 1_000_000]).Sample((names, seed) =>
        {
            var random = new Random(seed);
            var columns = names.Distinct().Select((name, i) => i == 0 ? new MappedColumn(name, ColumnField.Phone)
                : random.Next(3) == 0 ? new MappedColumn(name, ColumnField.Ignored)
                : new MappedColumn(name, ColumnField.CustomField, $"key {i}", (CustomFieldType)random.Next(5), (FieldUpdate)random.Next(3))).ToArray();
            var faults = new RequestFaults();
            var read = ColumnMappingReader.Read(ColumnMappingWriter.Write(new ColumnMapping(columns)), "mapping", faults);
            return !faults.Any && read!.Columns.SequenceEqual(columns);
        });

    [Theory]
    [InlineData("", "mapping", "INVALID_JSON")]
    [InlineData("[", "mapping", "INVALID_JSON")]
    [InlineData("""[{"column":"P","field":"phone"}] x""", "mapping", "INVALID_JSON")]
    [InlineData("{}", "mapping", "NOT_AN_ARRAY")]
    [InlineData("[]", "mapping", "REQUIRED")]
    [InlineData("""[{"column":"N","field":"displayName"}]""", "mapping", "REQUIRED")]
    [InlineData("""[{"column":"P","field":"phone"},"N"]""", "mapping[1]", "NOT_AN_OBJECT")]
    [InlineData("""[{"column":"P","field":"phone"},{"field":"email"}]""", "mapping[1].column", "REQUIRED")]
    [InlineData("""[{"column":"P","field":"phone"},{"column":" ","field":"email"}]""", "mapping[1].column", "REQUIRED")]
    [InlineData("""[{"column":"P","field":"phone"},{"column":["N"],"field":"email"}]""", "mapping[1].column", "NOT_A_TEXT")]
    [InlineData("""[{"column":"P","field":"phone"},{"column":"N"}]""", "mapping[1].field", "REQUIRED")]
    [InlineData("""[{"column":"P","field":"phone"},{"column":"N","field":"nickname"}]""", "mapping[1].field", "INVALID_VALUE")]
    [InlineData("""[{"column":"P","field":"phone"},{"column":"P","field":"email"}]""", "mapping[1].column", "DUPLICATE_COLUMN")]
    [InlineData("""[{"column":"P","field":"phone"},{"column":"A","field":"email"},{"column":"B","field":"email"}]""", "mapping[2].field", "DUPLICATE_FIELD")]
    [InlineData("""[{"column":"P","field":"phone"},{"column":"A","field":"customField","key":"k"},{"column":"B","field":"customField","key":"k"}]""", "mapping[2].key", "DUPLICATE_FIELD")]
    [InlineData("""[{"column":"P","field":"phone"},{"column":"A","field":"customField","key":""}]""", "mapping[1].key", "EMPTY")]
    [InlineData("""[{"column":"P","field":"phone"},{"column":"A","field":"customField","key":"a\u0001"}]""", "mapping[1].key", "INVALID_CHARACTERS")]
    [InlineData("""[{"column":"P","field":"phone"},{"column":"A","field":"customField","key":"a\ud800"}]""", "mapping[1].key", "INVALID_CHARACTERS")]
    [InlineData("""[{"column":"P","field":"phone"},{"column":"A","field":"customField","key":"k","type":"money"}]""", "mapping[1].type", "INVALID_VALUE")]
    [InlineData("""[{"column":"P","field":"phone"},{"column":"N","field":"displayName","update":"sometimes"}]""", "mapping[1].update", "INVALID_VALUE")]
    [InlineData("""[{"column":"P","field":"phone","field":"email"}]""", "mapping[0].field", "DUPLICATE_PROPERTY")]
    public void A_fault_says_where_it_is_and_which_rule_it_breaks(string json, string path, string code)
    {
        var faults = new RequestFaults();

        ColumnMappingReader.Read(Encoding.UTF8.GetBytes(json), "mapping", faults).Should().BeNull();

        faults.All.Should().Contain(fault => fault.Path == path && fault.Code == code);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var faults = new RequestFaults();

        ColumnMappingReader.Read("""[{"column":"N","field":"x"},{"field":"email"},{"column":"C","field":"customField","key":"","type":"y"}]"""u8.ToArray(), "mapping", faults);

        faults.All.Select(fault => fault.Path).Should().BeEquivalentTo("mapping[0].field", "mapping[1].column", "mapping[2].key", "mapping[2].type", "mapping");
    }

    [Fact]
    public void A_key_may_have_64_characters_and_not_65()
    {
        Read($$"""[{"column":"P","field":"phone"},{"column":"A","field":"customField","key":"{{new string('क', 64)}}"}]""").Columns.Should().HaveCount(2);

        var faults = new RequestFaults();
        ColumnMappingReader.Read(
            Encoding.UTF8.GetBytes($$"""[{"column":"P","field":"phone"},{"column":"A","field":"customField","key":"{{new string('क', 65)}}"}]"""), "mapping", faults);
        faults.All.Should().ContainSingle(fault => fault.Path == "mapping[1].key" && fault.Code == "TOO_LONG");
    }

    [Fact]
    public void Bytes_that_are_not_utf_8_are_refused()
    {
        var faults = new RequestFaults();

        ColumnMappingReader.Read(new byte[] { (byte)'[', 0xFF, (byte)']' }, "mapping", faults).Should().BeNull();

        faults.All.Should().ContainSingle(fault => fault.Code == "INVALID_JSON");
    }

    [Fact]
    public void More_columns_than_a_file_may_have_are_refused()
    {
        var faults = new RequestFaults();
        var columns = string.Join(',', Enumerable.Range(0, 1001).Select(n => $$"""{"column":"{{n}}","field":"ignored"}"""));

        ColumnMappingReader.Read(Encoding.UTF8.GetBytes($"[{columns}]"), "mapping", faults).Should().BeNull();

        faults.All.Should().ContainSingle(fault => fault.Path == "mapping" && fault.Code == "TOO_MANY");
    }

    [Fact]
    public void A_column_that_the_table_has_not_is_told()
    {
        var faults = new RequestFaults();

        new ColumnMapping([new("Phone", ColumnField.Phone), new("City", ColumnField.CustomField, "city")]).For(["Phone", "Town"], "mapping", faults).Should().BeNull();

        faults.All.Should().ContainSingle(fault => fault.Path == "mapping[1].column" && fault.Code == "UNKNOWN_COLUMN" && fault.Message.Contains("City"));
    }

    [Fact]
    public void A_mapping_fits_a_table_whose_columns_are_written_a_little_otherwise() =>
        new ColumnMapping([new("Mobile No.", ColumnField.Phone), new("Prénom", ColumnField.FirstName)]).For(["PRENOM", "mobile_no"], "mapping", new RequestFaults())!
            .Columns.Should().Equal(new MappedColumn("mobile_no", ColumnField.Phone), new MappedColumn("PRENOM", ColumnField.FirstName));

    [Fact]
    public void A_column_named_just_so_is_not_taken_by_one_that_resembles_it() =>
        new ColumnMapping([new("phone", ColumnField.Phone), new("Phone", ColumnField.CustomField, "k")]).For(["Phone", "PHONE"], "mapping", new RequestFaults())!
            .Columns.Should().Equal(new MappedColumn("PHONE", ColumnField.Phone), new MappedColumn("Phone", ColumnField.CustomField, "k"));

    private static readonly Gen<string> GenName = Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 20], Gen.OneOf(Gen.Const(""), Gen.Const("é"), Gen.Const("क"), Gen.Const(" \"q\" "), Gen.Const("😀")), (word, end) => word + end);

    private static ColumnMapping Read(string json)
    {
        var faults = new RequestFaults();
        var mapping = ColumnMappingReader.Read(Encoding.UTF8.GetBytes(json), "mapping", faults);
        faults.All.Should().BeEmpty();
        return mapping!;
    }
}
