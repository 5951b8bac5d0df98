using System.IO.Compression;
using System.Text;
using CsCheck;

namespace ContactBooks.Specs.Reliability;

/// <summary>A body that a client should not send, and how it says it is compressed.</summary>
/// <param name="Bytes">The body.</param>
/// <param name="Encoding">The header <c>Content-Encoding</c>, or null.</param>
internal sealed record BadBody(byte[] Bytes, string? Encoding)
{
    private static readonly string[] Good =
    [
        """{"defaultCountryCode":"91","contacts":[{"phone":"7000782082","displayName":"Aarav Sharma","firstName":"Aarav","lastName":"Sharma","email":"aarav@example.com","companyName":"Acme","customFields":{"city":"Mumbai","tier":2,"tags":["a","b"],"nested":{"x":null}}},{"phone":"+14155550132","displayName":"Zoë 李"}]}""",
        """{"contacts":[{"phone":917000782083},{"phone":"","displayName":"No phone"},{"phone":"917000782083","email":"wrong"}]}""",
        """{"name":"Retail Leads","description":"From the shop","color":"#0f62fe"}""",
        """{"name":"Renamed","authToken":"w91_live_none"}""",
    ];

    private static readonly string[] Names =
    [
        "contacts", "defaultCountryCode", "phone", "displayName", "firstName", "email", "customFields", "name", "description", "color", "token", "", "__proto__",
        "\\ud800", "a\\u0000", "\uFFFE", "phone\\u0020",
    ];

    /// <summary>Pieces that something on the way might stumble over, as bytes, whether or not they are JSON.</summary>
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "null", "true", "0", "-0", "-", "1e999999", "1E-999999", "123456789012345678901234567890", "0.1e", "01", "NaN", "Infinity", "\"\"", "\"\\ud800\"",
            "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\u0000\"", "\"\uFFFE\"", "\"é\uFFFE\"", "\"\uFFFF\"", "\"\\u202e\"", "\"\\x\"", "\"\\u12\"", "[", "]", "{", "}", "[]",
            "{}", "[[]]", "[null]", ",", ":", "\"", "\\", "/*c*/", "//c\n", "\uFEFF", "\"91\"", "\"+917000782084\"", "\"9\u0301\u0327\u0323\"", "\"a\u0315\u0300\u0315\u0300\"",
            "{\"a\":1,\"a\":2}", "{\"\":{\"\":{\"\":[]}}}", "\"=cmd|'/c calc'!A0\"", "\"x@y.z\"", "\"@\"", "#fff", "'single'", "\t", "\r\n",
        }.Select(System.Text.Encoding.UTF8.GetBytes),
        [0xFF], [0xFE, 0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x00], [0x1F, 0x8B, 0x08], [0x80],
        .. new[] { 60, 64, 65, 300 }.Select(depth => System.Text.Encoding.ASCII.GetBytes(new string('[', depth) + new string(']', depth))),
        .. new[] { 9, 64, 300 }.Select(depth => System.Text.Encoding.ASCII.GetBytes(Repeat("{\"a\":", depth) + "1" + new string('}', depth))),
        System.Text.Encoding.ASCII.GetBytes("\"" + new string('x', 300) + "\""),
        System.Text.Encoding.ASCII.GetBytes("\"" + new string('9', 70_000) + "\""),
    ];

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Gen.OneOf("null", "true", "-1", "1e400", "\"\"", "\"917000782085\"", "\"\\ud83d\"", "\"\uFFFE\"", "{}", "[]", "\"a@b.c\"", "\"91\"", "917000782086"),
        Gen.Long.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Gen.String[Gen.Char['\0', '\uFFFF'], 0, 40].Select(text => System.Text.Json.JsonSerializer.Serialize(text)),
        Gen.String[Gen.Char[' ', '\u024F'], 0, 300].Select(text => "\"" + text + "\""));

    /// <summary>JSON, more or less, of the names that the endpoints know, in places where they needn't be.</summary>
    private static readonly Gen<string> Structure = Gen.Recursive<string>((depth, inner) => depth > 5
        ? Scalar
        : Gen.Frequency(
            (2, Scalar),
            (2, Gen.Select(Gen.OneOf(Names), inner).List[0, 6].Select(pairs => "{" + string.Join(',', pairs.Select(pair => $"\"{pair.Item1}\":{pair.Item2}")) + "}")),
            (1, inner.List[0, 5].Select(items => "[" + string.Join(',', items) + "]"))));

    private static readonly Gen<byte[]> Structured = Gen.OneOf(
        Structure,
        Structure.Select(value => $$"""{"contacts":{{value}}}"""),
        Structure.List[1, 4].Select(values => $$"""{"contacts":[{{string.Join(',', values)}}]}"""),
        Gen.Select(Gen.OneOf(Names), Structure, (name, value) => $$"""{"contacts":[{"phone":"917000782087","{{name}}":{{value}}}]}"""),
        Structure.Select(value => $$"""{"name":{{value}}}""")).Select(System.Text.Encoding.UTF8.GetBytes);

    private static readonly Gen<byte[]> Mutated = Gen.Select(
        Gen.OneOf(Good).Select(System.Text.Encoding.UTF8.GetBytes),
        Gen.Select(Gen.Int[0, 5], Gen.Double[0, 1], Gen.Double[0, 1], Gen.OneOf(Pieces)).List[1, 4],
        (body, changes) => changes.Aggregate(body, (bytes, change) => Change(bytes, change.Item1, (int)(change.Item2 * bytes.Length), (int)(change.Item3 * 40), change.Item4)));

    private static readonly Gen<byte[]> Noise = Gen.Byte.Array[0, 200];

    /// <summary>Bodies of all kinds, a few of them good after all.</summary>
    public static readonly Gen<BadBody> Any = Gen.Select(
        Gen.Frequency((5, Mutated), (5, Structured), (1, Noise)),
        Gen.Frequency((12, Gen.Const(0)), (3, Gen.Int[1, 7])),
        Gen.Double[0, 1],
        (bytes, compression, cut) => compression switch
        {
            0 => new BadBody(bytes, null),
            1 => new BadBody(Compress(bytes, to => new GZipStream(to, CompressionLevel.Fastest)), "gzip"),
            2 => new BadBody(Compress(bytes, to => new BrotliStream(to, CompressionLevel.Fastest)), "br"),
            3 => new BadBody(bytes, "gzip"),
            4 => new BadBody(bytes, "br"),
            5 => new BadBody(Cut(Compress(bytes, to => new GZipStream(to, CompressionLevel.Fastest)), cut), "gzip"),
            6 => new BadBody(Cut(Compress(bytes, to => new BrotliStream(to, CompressionLevel.Fastest)), cut), "br"),
            _ => new BadBody(bytes, cut < 0.5 ? "deflate" : "gzip, br"),
        });

    public static string Show(BadBody body) => $"{body.Encoding} {Convert.ToBase64String(body.Bytes.AsSpan(0, Math.Min(body.Bytes.Length, 3000)))} ({body.Bytes.Length} bytes)";

    private static byte[] Change(byte[] bytes, int kind, int at, int length, byte[] piece)
    {
        length = Math.Min(length, bytes.Length - at);
        return kind switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], .. piece, .. bytes[(at + length)..]],
            2 => [.. bytes[..at], .. piece, .. bytes[at..]],
            3 => [.. bytes[..at], .. bytes[(at + length)..]],
            4 => [.. bytes[..(at + length)], .. bytes[at..]],
            _ => [.. bytes.Select((b, i) => i >= at && i < at + Math.Max(1, length / 8) ? (byte)(b ^ (1 << (at % 8))) : b)],
        };
    }

    private static byte[] Cut(byte[] bytes, double share) => bytes[..(int)(bytes.Length * share)];

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> compression)
    {
        using var to = new MemoryStream();
        using (var stream = compression(to))
        {
            stream.Write(bytes);
        }

        return to.ToArray();
    }

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();
}
