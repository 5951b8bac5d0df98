using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Files;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Phones;
using CsCheck;

namespace ContactBooks.Specs.Mapping;

/// <summary>What is proposed for a table, by its columns' names and its cells together.</summary>
public sealed class MappingProposalSpecs
{
    [Fact]
    public void Names_and_cells_that_agree_are_nearly_sure()
    {
        var proposal = SampleTable.Propose(
            """
            Full Name|Mobile No.|E-mail|Lieblingsfarbe
            Asha Rao|7000782082|asha@example.com|rot
            Ravi Kumar|+91 98765 43210|ravi@example.com|grün
            """);

        proposal.Fields().Should().Be("displayName phone email [Lieblingsfarbe]");
        proposal.Columns.Take(3).Should().AllSatisfy(column =>
        {
            column.Confidence.Should().BeGreaterThanOrEqualTo(0.9);
            column.Evidence.Should().Be(MappingEvidence.Both);
        });
        proposal.Columns[3].Evidence.Should().Be(MappingEvidence.None);
    }

    [Fact]
    public void A_name_alone_is_less_sure()
    {
        var phone = SampleTable.ProposeNames("Phone").Columns.Single();

        phone.Target.Field.Should().Be(ColumnField.Phone);
        phone.Confidence.Should().BeInRange(0.5, 0.9);
        phone.Evidence.Should().Be(MappingEvidence.Header);
    }

    [Fact]
    public void Samples_are_the_first_few_cells_that_differ()
    {
        var column = SampleTable.ProposeColumn("City", "Pune", "", "Pune", "Goa", "Agra", "Delhi", "Surat", "Salem");

        column.Samples.Should().Equal("Pune", "Goa", "Agra", "Delhi", "Surat");
    }

    [Fact]
    public void Better_phones_come_first_in_the_mapping()
    {
        var proposal = SampleTable.Propose(
            """
            Home Phone|Phone 2|Phone|Mobile
            022 2493 1234|9820000002|9820000001|9820000003
            |9820000005|9820000004|9820000006
            """);

        proposal.PhonesInOrder().Should().Equal("Mobile", "Phone", "Phone 2", "Home Phone");
    }

    [Fact]
    public void A_company_s_phone_is_one_only_where_there_is_no_other()
    {
        SampleTable.Propose("Name|Company Phone|Mobile\nAsha Rao|022 2493 1234|9820000001").Fields().Should().Be("displayName [Company Phone] phone");

        var alone = SampleTable.Propose("Name|Company Phone\nAsha Rao|022 2493 1234");
        alone.Fields().Should().Be("displayName phone");
        alone.Columns[1].Confidence.Should().BeLessThan(0.5);
    }

    [Theory]
    [InlineData("Contact", "9820000001|9820000002|9820000003", ColumnField.Phone)]
    [InlineData("Contact", "Asha Rao|Ravi Kumar|Emma", ColumnField.DisplayName)]
    [InlineData("Contact", "a@example.com|b@example.com|c@example.com", ColumnField.Email)]
    [InlineData("Number", "9820000001|9820000002|9820000003", ColumnField.Phone)]
    [InlineData("Number", "1|2|3", ColumnField.CustomField)]
    [InlineData("No.", "1|2|3", ColumnField.CustomField)]
    [InlineData("Customer", "+91 98200 00001|+91 98200 00002|+91 98200 00003", ColumnField.Phone)]
    [InlineData("Customer", "मीरा जोशी|राम|सीता देवी", ColumnField.DisplayName)]
    [InlineData("Buyer contact", "98200 00001|98200 00002|98200 00003", ColumnField.Phone)]
    [InlineData("WhatsApp", "Yes|No|Yes", ColumnField.Phone)]
    public void Where_the_name_leaves_it_open_the_cells_tell(string header, string cells, ColumnField field)
    {
        var lines = cells.Split('|').Prepend(header);

        SampleTable.Propose(string.Join('\n', lines)).Columns.Single().Target.Field.Should().Be(field);
    }

    [Fact]
    public void A_column_that_says_phone_and_holds_none_is_doubtful_and_gives_way_to_one_that_holds_some()
    {
        SampleTable.Propose("WhatsApp\nYes\nNo\nYes").Columns.Single().Confidence.Should().BeLessThan(0.5);

        var proposal = SampleTable.Propose("WhatsApp|Phone\nYes|9820000001\nNo|9820000002");
        proposal.Fields().Should().Be("[WhatsApp] phone");
        proposal.Columns[0].Target.Type.Should().Be(CustomFieldType.Boolean);
    }

    [Fact]
    public void Headers_shifted_over_other_cells_are_not_believed()
    {
        var proposal = SampleTable.Propose(
            """
            Phone|Email|Name
            asha@example.com|9820000001|Asha Rao
            ravi@example.com|9820000002|Ravi Kumar
            emma@example.com|9820000003|Emma Clarke
            """);

        proposal.Fields().Should().Be("email phone displayName");
        proposal.Columns[0].Evidence.Should().Be(MappingEvidence.Values);
        proposal.Columns[0].Confidence.Should().BeLessThanOrEqualTo(0.5);
    }

    [Fact]
    public void A_phone_that_only_its_cells_tell_gives_way_to_one_that_is_named() =>
        SampleTable.Propose("Bestellt von|Handy\n+49 1512 3456789|+49 1512 3456780\n+49 1512 3456781|+49 1512 3456782").Fields().Should().Be("[Bestellt von] phone");

    [Fact]
    public void A_phone_under_an_unknown_name_is_found_by_its_cells()
    {
        var proposal = SampleTable.Propose("Ansprechbar unter|Wer\n+49 1512 3456789|Anna\n+49 1512 3456781|Bernd");

        proposal.Columns[0].Target.Field.Should().Be(ColumnField.Phone);
        proposal.Columns[0].Confidence.Should().BeInRange(0.5, 0.8);
    }

    [Theory]
    [InlineData("Order ID")]
    [InlineData("GSTIN")]
    [InlineData("Emergency contact")]
    [InlineData("Fax")]
    [InlineData("Invoice number")]
    [InlineData("Father's mobile")]
    public void What_is_named_as_something_else_is_no_phone_whatever_its_cells_look_like(string header) =>
        SampleTable.Propose($"{header}\n9820000001\n9820000002\n9820000003").Columns.Single().Target.Field.Should().Be(ColumnField.CustomField);

    [Theory]
    [InlineData("Prénom|Nom\nAnne|Dupont\nLuc|Martin", "firstName lastName")]
    [InlineData("Nom\nAnne Dupont\nLuc Martin", "displayName")]
    [InlineData("Nombre|Apellidos\nMaría José|García\nJuan|López", "firstName lastName")]
    [InlineData("Nome|Cognome\nAnna|Rossi\nLuca|Bianchi", "firstName lastName")]
    [InlineData("Ad|Soyad\nAyşe|Yılmaz\nMehmet|Kaya", "firstName lastName")]
    [InlineData("Имя|Фамилия\nАнна|Иванова\nИван|Петров", "firstName lastName")]
    [InlineData("Vorname|Name\nAnna|Schmidt\nBernd|Maier", "firstName lastName")]
    [InlineData("Name|Surname\nThandi|Nkosi\nSipho|Dlamini", "firstName lastName")]
    [InlineData("First Name|Name\nAsha|Asha Rao\nRavi|Ravi Kumar", "firstName displayName")]
    [InlineData("Name|First Name|Last Name\nAsha Rao|Asha|Rao", "displayName firstName lastName")]
    [InlineData("姓|名\n李|明\n王|芳", "lastName firstName")]
    public void A_name_is_the_whole_or_a_part_by_what_stands_beside_it(string table, string fields) => SampleTable.Propose(table).Fields().Should().Be(fields);

    [Fact]
    public void Of_two_columns_for_one_field_the_surer_gets_it_and_the_other_becomes_a_custom_field() =>
        SampleTable.Propose("Name|Billing Name|Email|Email 2|Phone\n#1001|Asha Rao|a@example.com|b@example.com|9820000001\n#1002|Ravi Kumar|c@example.com||9820000002")
            .Fields().Should().Be("[Name] displayName email [Email 2] phone");

    [Fact]
    public void Without_names_phones_emails_names_and_companies_are_found_by_their_cells()
    {
        var proposal = SampleTable.ProposeNameless(
            """
            1|Asha Rao|98200 00001|asha@example.com|Acme Pvt Ltd|Mumbai|2024-01-05
            2|Ravi Kumar|98200 00002|ravi@example.com|Bharat Traders|Mumbai|2024-02-06
            3|Meera Joshi|98200 00003|meera@example.com|Zenith LLP|Mumbai|2024-03-07
            4|John Smith|98200 00004|john@example.com|Best Industries|Mumbai|2024-04-08
            """);

        proposal.Fields().Should().Be("[Column 1] displayName phone email companyName [Column 6] [Column 7]");
        proposal.Columns.Should().AllSatisfy(column => column.Confidence.Should().BeLessThan(0.9));
        proposal.Columns[6].Target.Type.Should().Be(CustomFieldType.Date);
    }

    [Fact]
    public void Without_names_only_one_phone_is_guessed() =>
        SampleTable.ProposeNameless("9820000001|9820000002\n9820000003|not known\n9820000004|9820000005\n9820000006|9820000007").Fields().Should().Be("phone [Column 2]");

    [Fact]
    public void A_lone_column_of_numbers_is_the_phone() =>
        SampleTable.ProposeNameless("+917000782082\n+447400123456\n+14155550132\n+919820000001").Fields().Should().Be("phone");

    [Fact]
    public void Without_a_country_code_anywhere_numbers_are_a_phone_of_low_confidence()
    {
        var column = SampleTable.ProposeNameless("7000782082\n9876543210\n9820012345", defaultCode: null).Columns.Single();

        column.Target.Field.Should().Be(ColumnField.Phone);
        column.Confidence.Should().BeLessThan(0.5);
    }

    [Fact]
    public void Numbers_given_one_after_another_are_no_phones() =>
        SampleTable.ProposeNameless("1000000001\n1000000002\n1000000003\n1000000004", defaultCode: null).Columns.Single().Target.Field.Should().Be(ColumnField.CustomField);

    [Fact]
    public void Dates_are_no_phones_though_their_digits_are_those_of_danish_mobiles() =>
        SampleTable.ProposeNameless("2024-01-15\n2023-11-02\n2022-07-29", new CallingCode(45)).Columns.Single().Target.Should()
            .Match<MappedColumn>(target => target.Field == ColumnField.CustomField && target.Type == CustomFieldType.Date);

    [Fact]
    public void A_named_phone_whose_numbers_lost_their_digits_is_still_the_phone() =>
        SampleTable.Propose("Mobile|Name\n9.17E+11|Asha\n9.18E+11|Ravi").Columns[0].Confidence.Should().BeGreaterThan(0.7);

    [Fact]
    public void A_nameless_column_among_named_ones_is_told_by_its_cells() =>
        SampleTable.Propose("Name|Column 2\nAsha Rao|9820000001\nRavi Kumar|9820000002").Fields().Should().Be("displayName phone");

    [Fact]
    public void A_nameless_column_without_cells_is_ignored() =>
        SampleTable.Propose("Phone|Column 2\n9820000001|\n9820000002|").Fields().Should().Be("phone ignored");

    [Fact]
    public void A_named_column_without_cells_so_far_is_kept() =>
        SampleTable.Propose("Phone|City\n9820000001|\n9820000002|").Fields().Should().Be("phone [City]");

    [Fact]
    public void Nothing_that_could_be_a_phone_gives_a_mapping_without_one() =>
        SampleTable.Propose("Name|City\nAsha Rao|Pune\nRavi Kumar|Goa").Mapping.Columns.Should().NotContain(column => column.Field == ColumnField.Phone);

    [Theory]
    [InlineData(CustomFieldType.Number, "1", "2.5", "-3")]
    [InlineData(CustomFieldType.Number, "1", "1", "1")]
    [InlineData(CustomFieldType.Text, "007", "042", "101")]
    [InlineData(CustomFieldType.Text, "1,200", "3,400", "100")]
    [InlineData(CustomFieldType.Date, "2024-01-05", "2024-12-31")]
    [InlineData(CustomFieldType.Date, "05/01/2024", "31/12/2024")]
    [InlineData(CustomFieldType.Date, "20240105", "20241231")]
    [InlineData(CustomFieldType.Boolean, "yes", "no", "Yes")]
    [InlineData(CustomFieldType.Boolean, "हाँ", "नहीं")]
    [InlineData(CustomFieldType.Boolean, "0", "1", "1", "0")]
    [InlineData(CustomFieldType.Boolean, "Ja", "Ja")]
    [InlineData(CustomFieldType.Boolean, "Y", "N", "Y")]
    [InlineData(CustomFieldType.Text, "S", "S", "S")]
    [InlineData(CustomFieldType.Choice, "gold", "silver", "gold", "gold", "silver", "gold", "silver", "gold")]
    [InlineData(CustomFieldType.Text, "Pune", "Goa", "Agra", "Delhi")]
    [InlineData(CustomFieldType.Text)]
    [InlineData(CustomFieldType.Text, "9820000001", "9820000002")]
    public void A_custom_field_has_the_type_of_its_values(CustomFieldType type, params string[] cells)
    {
        var column = SampleTable.ProposeColumn("Wert", cells);

        column.Target.Field.Should().Be(ColumnField.CustomField);
        column.Target.Type.Should().Be(type);
    }

    [Fact]
    public void One_slip_among_many_values_does_not_change_the_type() =>
        SampleTable.ProposeColumn("Wert", [.. Enumerable.Range(0, 40).Select(n => $"{n}"), "n/a"]).Target.Type.Should().Be(CustomFieldType.Number);

    [Fact]
    public void Keys_are_names_trimmed_cut_at_64_characters_and_each_once()
    {
        var longName = new string('x', 70);
        var keys = SampleTable.ProposeNames(" Street ", $"{longName}a", $"{longName}b", "customFields.city", "😀" + longName).Columns.Select(column => column.Target.Key);

        keys.Should().Equal("Street", new string('x', 64), new string('x', 60) + " (2)", "city", "😀" + new string('x', 63));
    }

    [Fact]
    public void A_file_whose_rows_name_their_own_fields_has_names_though_it_has_no_header()
    {
        var layout = new FileLayout { Format = FileFormat.VCard, HeaderRow = null, Columns = ["Name", "First name", "Last name", "Phone", "Phone 2", "Email", "Company", "Title", "Note"] };
        var rows = new[] { new FileRow(1, ["Asha Rao", "Asha", "Rao", "+917000782082", "+919820000001", "asha@example.com", "Acme", "Buyer", "vip"]) };

        MappingProposal.Make(layout, rows, new PhoneReader(), null).Fields().Should().Be("displayName firstName lastName phone phone email companyName [Title] [Note]");
    }

    [Fact]
    public void Any_table_has_a_proposal_that_can_be_read_back_but_for_a_missing_phone() =>
        Gen.Select(Gen.String.Array[1, 8], Gen.String.Array[8].Array[0, 8]).Sample((names, rows) =>
        {
            var columns = names.Select((name, i) => $"{name}{i}").ToArray();
            var proposal = MappingProposal.Make(
                new FileLayout { Format = FileFormat.Delimited, HeaderRow = 1, Columns = columns },
                rows.Select((cells, i) => new FileRow(i + 2, cells)),
                new PhoneReader(),
                new CallingCode(91));
            var faults = new Core.Rows.RequestFaults();
            ColumnMappingReader.Read(ColumnMappingWriter.Write(proposal.Mapping), "mapping", faults);
            return proposal.Columns.Count == columns.Length
                && proposal.Columns.All(column => column.Confidence is >= 0 and <= 1)
                && faults.All.All(fault => fault is { Path: "mapping", Code: "REQUIRED" });
        });
}
