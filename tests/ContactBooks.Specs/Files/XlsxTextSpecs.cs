namespace ContactBooks.Specs.Files;

/// <summary>The texts of cells, in all the ways that programs write them.</summary>
public sealed class XlsxTextSpecs
{
    [Fact]
    public void Texts_are_shared_inline_or_a_formulas_result() =>
        First("""<c t="s"><v>1</v></c>""", Inline("""<t>inline</t>"""), """<c t="str"><f>A1</f><v>result</v></c>""")
            .Should().Equal("shared", "inline", "result");

    [Fact]
    public void Of_a_formula_the_last_result_counts_and_without_one_there_is_nothing() =>
        First("""<c><f>6*7</f><v>42</v></c>""", """<c t="str"><f>A1</f><v></v></c>""", """<c t="e"><f>1/0</f><v>#DIV/0!</v></c>""")
            .Should().Equal("42", "", "#DIV/0!");

    [Fact]
    public void Booleans_are_TRUE_and_FALSE_and_errors_their_text() =>
        First("""<c t="b"><v>1</v></c>""", """<c t="b"><v>0</v></c>""", """<c t="e"><v>#N/A</v></c>""")
            .Should().Equal("TRUE", "FALSE", "#N/A");

    [Fact]
    public void Runs_are_joined_and_phonetic_ones_left_away() =>
        First("""<c t="s"><v>2</v></c>""", Inline("""<r><rPr><b/></rPr><t>As</t></r><r><t>ha</t></r>"""))
            .Should().Equal("東京 Tower", "Asha");

    [Theory]
    [InlineData("a_x000D_b", "a\rb")]
    [InlineData("_x005F_x000D_", "_x000D_")]
    [InlineData("_x000d_", "\r")]
    [InlineData("_X000D_", "_X000D_")]
    [InlineData("_x00D_", "_x00D_")]
    [InlineData("_x 00D_", "_x 00D_")]
    [InlineData("_x0041__x0042_", "AB")]
    [InlineData("_x0041", "_x0041")]
    [InlineData("_x0000_x0041_", "\0x0041_")]
    [InlineData("_xD83D__xDE00_", "😀")]
    [InlineData("some_xylophone_", "some_xylophone_")]
    public void Escapes_become_their_characters(string written, string expected) =>
        First(
                Inline($"<t>{written}</t>"),
                $"<c t=\"str\"><v>{written}</v></c>").Should().AllBe(expected);

    [Fact]
    public void Blanks_and_line_breaks_are_kept() =>
        First(Inline("""<t xml:space="preserve">  a  </t>"""), Inline("<t>line 1\nline 2&#13;&#10;line 3</t>"))
            .Should().Equal("  a  ", "line 1\nline 2\r\nline 3");

    [Fact]
    public void References_and_CDATA_are_texts_too() =>
        First(Inline("""<t>a &amp; b &#x1F600; &lt;c&gt;</t>"""), Inline("""<t>x<![CDATA[<y>]]><!-- z -->&#65;</t>"""))
            .Should().Equal("a & b 😀 <c>", "x<y>A");

    [Fact]
    public void A_reference_to_a_control_character_is_no_reason_to_refuse_a_file() =>
        First("<c t=\"inlineStr\"><is><t>a&#x1;b</t></is></c>").Should().Equal("a\u0001b");

    [Fact]
    public void Phonetic_hints_and_extensions_beside_a_text_are_passed_over() =>
        First("""<c t="inlineStr"><is><t>a</t><phoneticPr fontId="1"/></is><extLst><ext><v xmlns="urn:other">9</v></ext></extLst></c>""")
            .Should().Equal("a");

    [Fact]
    public void A_cell_of_a_kind_that_nobody_knows_is_read_as_a_number() =>
        First("""<c t="n"><v>1</v></c>""", """<c t="new"><v>2.0</v></c>""").Should().Equal("1", "2");

    [Fact]
    public void A_text_as_long_as_Excel_lets_it_be_is_read()
    {
        var text = new string('ü', 32_767);

        First(Inline($"<t>{text}</t>"), Inline($"<t>{string.Concat(Enumerable.Repeat("_x00FC_", 32_767))}</t>"))
            .Should().Equal(text, text);
    }

    private static string Inline(string text) => $"<c t=\"inlineStr\"><is>{text}</is></c>";

    private static string[] First(params string[] cells)
    {
        var rows = string.Concat(cells.Select(cell => $"<row>{cell}<c t=\"str\"><v>.</v></c></row>"));
        var strings = """
            <si><t>unused</t></si><si><t>shared</t></si>
            <si><r><rPr><sz val="11"/></rPr><t>東京</t></r><r><t xml:space="preserve"> Tower</t></r>
            <rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>
            """;
        return [.. ReadWorkbook.Of(WorkbookFile.OfRows(rows, strings), new() { HasHeader = false }).Rows.Select(row => row.Cells[0])];
    }
}
