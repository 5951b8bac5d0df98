using System.Globalization;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Files;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Rows;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Dashboard.Faults;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ContactBooks.Specs.Dashboard.Faults;

/// <summary>What is wrong with rows and files, as the pages tell it.</summary>
public sealed class FaultWordingSpecs
{
    private const string English = "said in English";

    /// <summary>Faults of JSON, which no form can have.</summary>
    private static readonly string[] OfJson =
    [
        RequestFaultCode.InvalidJson, RequestFaultCode.NotAnObject, RequestFaultCode.NotAnArray, RequestFaultCode.NotAText,
        RequestFaultCode.DuplicateProperty, RequestFaultCode.Empty, RequestFaultCode.AlreadyDefined,
    ];

    private readonly FaultWording _wording = new(new StringLocalizer<FaultTexts>(
        new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance)));

    public static TheoryData<InvalidReason> Reasons => [.. Enum.GetValues<InvalidReason>().Where(reason => reason != InvalidReason.InvalidPhone)];

    public static TheoryData<PhoneFault> PhoneFaults => [.. Enum.GetValues<PhoneFault>().Where(fault => fault != PhoneFault.None)];

    public static TheoryData<CustomFieldType> Types => [.. Enum.GetValues<CustomFieldType>().Where(type => type != CustomFieldType.Text)];

    public static TheoryData<string> FileCodes =>
        [.. Codes(typeof(FileFaultCode)), ApiError.FileTooLarge(1).Code, ApiError.BookNotFound.Code, "INVALID_FORM"];

    public static TheoryData<string> ChoiceCodes => [.. Codes(typeof(RequestFaultCode)).Except(OfJson)];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_rows_fault_is_told_in_Hindi(InvalidReason reason) => IsHindi(() => _wording.Of(new RowFault(reason, "displayName", English)));

    [Theory]
    [MemberData(nameof(PhoneFaults))]
    public void A_phones_fault_is_told_in_Hindi(PhoneFault fault)
    {
        IsHindi(() => Of(PhoneReading.Of(fault, code: null, "9.8E+09")));
        IsHindi(() => Of(PhoneReading.Of(fault, new CallingCode(91), "9.8E+09")));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_value_that_does_not_fit_is_told_in_Hindi(CustomFieldType type) =>
        IsHindi(() => _wording.Of(new PreviewWarningJson("customFields.visits", English) { Code = CustomFieldCheck.CodeOf(type) }))
            .Should().Contain("\"visits\"");

    [Theory]
    [MemberData(nameof(FileCodes))]
    public void A_files_fault_is_told_in_Hindi_beside_what_the_API_says(string code)
    {
        var told = In("hi", () => _wording.OfFile(code, English));

        told.Text.Should().MatchRegex(@"\p{IsDevanagari}");
        told.Detail.Should().Be(English);
    }

    [Theory]
    [MemberData(nameof(ChoiceCodes))]
    public void What_is_wrong_with_a_choice_is_told_in_Hindi(string code) => IsHindi(() => _wording.OfFile(code, English));

    [Fact]
    public void What_was_read_and_what_is_allowed_is_told_with_it()
    {
        In("en", () => Of(PhoneReading.Of(PhoneFault.TooShort, new CallingCode(91)))).Text.Should().Contain("+91");
        In("en", () => Of(PhoneReading.Of(PhoneFault.LostDigits, null, "9.8E+09"))).Text.Should().Contain("(9.8E+09)");
        TextRule.Apply(RawText.Of(new string('a', 201)), "firstName", 200, out _).Should().BeOfType<RowFault>()
            .Which.Should().Match<RowFault>(fault => In("hi", () => _wording.Of(fault)).Text == "पहला नाम: 200 से ज़्यादा वर्ण हैं। इसे छोटा करें।");
    }

    [Fact]
    public void What_there_are_no_words_for_is_told_as_the_API_does()
    {
        In("hi", () => _wording.OfFile("NEVER_HEARD_OF", English)).Should().Be(new ToldFault(null, English));
        In("hi", () => _wording.Of(new PreviewWarningJson("visits", English) { Code = "NEVER_HEARD_OF" })).Should().Be(new ToldFault(null, English));
    }

    private ToldFault Of(PhoneReading reading) => _wording.Of(new RowFault(InvalidReason.InvalidPhone, "phone", English) { Phone = reading });

    private static string IsHindi(Func<ToldFault> tell)
    {
        var told = In("hi", tell);
        told.Detail.Should().BeNull();
        told.Text.Should().MatchRegex(@"\p{IsDevanagari}").And.NotContain("{");
        return told.Text!;
    }

    private static ToldFault In(string language, Func<ToldFault> tell)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return tell();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static IEnumerable<string> Codes(Type words) => words.GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
}
