using System.Text;
using BenchmarkDotNet.Attributes;
using ContactBooks.Bench;
using ContactBooks.Core.Phones;

namespace ContactBooks.Benchmarks;

/// <summary>A phone as people write it, read by the tables (the shortcut) and by libphonenumber alone.</summary>
[MemoryDiagnoser]
public class PhoneBenchmarks
{
    private static readonly CallingCode India = new(91);

    private readonly PhoneReader _withShortcut = new(hasShortcut: true);
    private readonly PhoneReader _withoutShortcut = new(hasShortcut: false);
    private byte[][] _phones = [];

    /// <summary>How it is written.</summary>
    [Params("9000000000", "919000000000", "+91 90000 00000", "0091-9000000000", "09000000000")]
    public string Form { get; set; } = "";

    [GlobalSetup]
    public async Task MakeAsync()
    {
        await NationalNumbers.PrepareAsync(India.Value);
        _phones = [.. Enumerable.Range(0, SampleUpload.Rows).Select(n => Encoding.ASCII.GetBytes(Written(SampleContacts.NationalPhone(n))))];
    }

    [Benchmark(OperationsPerInvoke = SampleUpload.Rows, Description = "phone")]
    public long WithShortcut() => Read(_withShortcut);

    [Benchmark(OperationsPerInvoke = SampleUpload.Rows, Description = "phone, without shortcut")]
    public long WithoutShortcut() => Read(_withoutShortcut);

    private long Read(PhoneReader reader)
    {
        var sum = 0L;
        foreach (var phone in _phones)
        {
            sum += reader.Read(phone, India).Phone.Number;
        }

        return sum;
    }

    /// <summary>A number in the form of the sample, its last ten digits put in place of the sample's.</summary>
    private string Written(long national)
    {
        var (text, digits) = (new StringBuilder(Form), national);
        for (var (i, left) = (text.Length - 1, 10); left > 0; i--)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                text[i] = (char)('0' + (digits % 10));
                (digits, left) = (digits / 10, left - 1);
            }
        }

        return text.ToString();
    }
}
