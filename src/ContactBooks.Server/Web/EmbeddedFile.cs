using System.Reflection;
using System.Text;

namespace ContactBooks.Server.Web;

/// <summary>Files of the pages, which are in the program itself.</summary>
internal static class EmbeddedFile
{
    /// <summary>All of a file.</summary>
    /// <param name="path">The part of the pages that it belongs to and its name, as in <c>Docs/docs.css</c>.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static byte[] Read(string path)
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream(path)
            ?? throw new FileNotFoundException("There is no such file in the program.", path);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>All of a file of text.</summary>
    public static string ReadText(string path) => Encoding.UTF8.GetString(Read(path));
}
