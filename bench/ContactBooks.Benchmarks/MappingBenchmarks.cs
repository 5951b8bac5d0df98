using System.Globalization;
using BenchmarkDotNet.Attributes;
using ContactBooks.Bench;
using ContactBooks.Core.Files;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;

namespace ContactBooks.Benchmarks;

/// <summary>The rows of a file, read already, become rows like those of a body; and the proposal of where their columns go.</summary>
[MemoryDiagnoser]
public class MappingBenchmarks
{
    private static readonly CallingCode India = new(91);

    private readonly PhoneReader _phones = new();
    private readonly RowNormaliser _normaliser = new(new PhoneReader());
    private readonly FileLayout _layout = new()
    {
        Format = FileFormat.Delimited,
        HeaderRow = 1,
        Columns = ["Mobile", "Full Name", "First Name", "Last Name", "E-mail", "Company", "City", "Visits"],
    };

    private readonly FileRow[] _rows = [.. Enumerable.Range(0, SampleUpload.Rows).Select(Row)];
    private RowMapper? _mapper;

    [GlobalSetup]
    public async Task MakeAsync()
    {
        await UploadRoad.WarmUpAsync();
        _mapper = new RowMapper(MappingProposal.Make(_layout, _rows, _phones, India).Mapping, _layout.Columns);
    }

    [Benchmark(OperationsPerInvoke = SampleUpload.Rows, Description = "map a file's row")]
    public int Map()
    {
        var warnings = 0;
        foreach (var row in _rows)
        {
            warnings += _mapper!.Map(row).Warnings.Count;
        }

        return warnings;
    }

    [Benchmark(OperationsPerInvoke = SampleUpload.Rows, Description = "map a file's row and normalise it")]
    public int MapAndNormalise()
    {
        var rejected = 0;
        foreach (var row in _rows)
        {
            rejected += _normaliser.Normalise(_mapper!.Map(row).Row, India).Rejected is null ? 0 : 1;
        }

        return rejected;
    }

    [Benchmark(OperationsPerInvoke = SampleUpload.Rows, Description = "propose a mapping")]
    public object Propose() => MappingProposal.Make(_layout, _rows, _phones, India);

    private static FileRow Row(int n) => new(
        n + 2,
        [
            SampleContacts.NationalPhone(n).ToString(CultureInfo.InvariantCulture), SampleContacts.DisplayName(n, 0),
            SampleContacts.FirstName(n), SampleContacts.LastName(n, 0), SampleContacts.Email(n), "Acme", SampleContacts.City(n),
            (n % 50).ToString(CultureInfo.InvariantCulture),
        ]);
}
