using System.Globalization;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;

namespace ContactBooks.Core.Mapping;

/// <summary>What the first cells of a column look like.</summary>
internal sealed class ColumnValues(PhoneReader phones, CallingCode? defaultCode)
{
    private const int MaxSamples = 5;
    private const int LongestSample = 80;

    // A number without a country code may be anything; with these many digits it may be a phone.
    private const int FewestUncodedDigits = 9;
    private const int MostUncodedDigits = 12;

    // Numbers given one after another lie closer together than this; phones don't.
    private const int SparseStep = 1000;

    // What speaks for a phone, though it is none as it stands: no country code, digits lost, two numbers in a cell.
    private const double AlmostPhone = 0.8;

    private readonly FieldTypeTally _types = new();
    private readonly List<string> _samples = [];
    private int _validPhones;
    private int _uncodedPhones;
    private int _brokenPhones;
    private int _emails;
    private int _names;
    private int _oneWordNames;
    private int _companies;
    private (long Least, long Greatest) _uncoded = (long.MaxValue, long.MinValue);

    /// <summary>How many cells aren't blank.</summary>
    public int Count { get; private set; }

    /// <summary>The first few cells that differ.</summary>
    public IReadOnlyList<string> Samples => _samples;

    /// <summary>Which share are phones that would go in.</summary>
    public double ValidPhones => Share(_validPhones);

    /// <summary>The same, with what is almost a phone counted as a part of one.</summary>
    public double Phones => Share(_validPhones + (AlmostPhone * (_brokenPhones + _uncodedPhones)));

    /// <summary>The same, without the numbers that lack a country code where they look like ones given one after another.</summary>
    public double PhonesNotSerial => Share(_validPhones + (AlmostPhone * (_brokenPhones + (IsSerial ? 0 : _uncodedPhones))));

    /// <summary>Which share are email addresses.</summary>
    public double Emails => Share(_emails);

    /// <summary>Which share may be someone's name: one to four words of letters.</summary>
    public double Names => Share(_names);

    /// <summary>Which share of those have one word.</summary>
    public double OneWordNames => _names == 0 ? 0 : (double)_oneWordNames / _names;

    /// <summary>Which share bear a company's legal form.</summary>
    public double Companies => Share(_companies);

    /// <summary>Which share differ from all before them.</summary>
    public double Distinct => Share(_types.Distinct);

    /// <summary>What a custom field of these values is; phones are texts.</summary>
    public CustomFieldType Type => ValidPhones >= 0.5 ? CustomFieldType.Text : _types.Type;

    private bool IsSerial => _uncodedPhones > 0 && _uncoded.Greatest - _uncoded.Least < (long)SparseStep * _uncodedPhones;

    /// <summary>Looks at the next cell.</summary>
    public void Add(string cell)
    {
        var text = cell.Trim();
        if (text.Length == 0)
        {
            return;
        }

        Count++;
        if (_types.Add(text) && _samples.Count < MaxSamples)
        {
            _samples.Add(text.Length <= LongestSample ? text : text[..LongestSample] + "…");
        }

        if (EmailRule.Allows(text))
        {
            _emails++;
        }
        else if (PersonName.WordsOf(text) is var words and > 0)
        {
            _names++;
            _oneWordNames += words == 1 ? 1 : 0;
            _companies += CompanyForm.IsIn(text) ? 1 : 0;
        }
        else if (!DateText.Is(text)) // 2024-01-15 has the digits of a Danish mobile.
        {
            _companies += CompanyForm.IsIn(text) ? 1 : 0;
            AddNumber(text);
        }
    }

    private void AddNumber(string text)
    {
        var reading = phones.Read(text, defaultCode);
        switch (reading.Fault)
        {
            case PhoneFault.None:
                _validPhones++;
                break;
            case PhoneFault.LostDigits or PhoneFault.TwoNumbers or PhoneFault.Extension:
                _brokenPhones++;
                break;
            case PhoneFault.NoCountryCode when Digits(text) is { Count: >= FewestUncodedDigits and <= MostUncodedDigits } digits:
                _uncodedPhones++;
                _uncoded = (Math.Min(_uncoded.Least, digits.Number), Math.Max(_uncoded.Greatest, digits.Number));
                break;
        }
    }

    private static (int Count, long Number) Digits(string text)
    {
        var (count, number) = (0, 0L);
        foreach (var digit in text.Select(CharUnicodeInfo.GetDecimalDigitValue).Where(digit => digit >= 0).Take(MostUncodedDigits + 1))
        {
            (count, number) = (count + 1, (10 * number) + digit);
        }

        return (count, number);
    }

    private double Share(double part) => Count == 0 ? 0 : part / Count;
}
