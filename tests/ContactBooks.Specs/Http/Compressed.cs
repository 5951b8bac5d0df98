using System.IO.Compression;
using System.Text;

namespace ContactBooks.Specs.Http;

/// <summary>Bodies as a client compresses them.</summary>
internal static class Compressed
{
    public static byte[] Gzip(string text) => With(to => new GZipStream(to, CompressionLevel.Fastest), Encoding.UTF8.GetBytes(text));

    public static byte[] Gzip(byte[] bytes) => With(to => new GZipStream(to, CompressionLevel.Fastest), bytes);

    public static byte[] Brotli(string text) => With(to => new BrotliStream(to, CompressionLevel.Fastest), Encoding.UTF8.GetBytes(text));

    public static byte[] Brotli(byte[] bytes) => With(to => new BrotliStream(to, CompressionLevel.Fastest), bytes);

    public static string FromGzip(byte[] bytes) => From(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));

    public static string FromBrotli(byte[] bytes) => From(new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress));

    private static byte[] With(Func<Stream, Stream> compressor, byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var stream = compressor(compressed))
        {
            stream.Write(bytes);
        }

        return compressed.ToArray();
    }

    private static string From(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
