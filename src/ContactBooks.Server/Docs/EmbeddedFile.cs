using System.Reflection;

namespace ContactBooks.Server.Docs;

/// <summary>The page's files, which are in the program itself.</summary>
internal static class EmbeddedFile
{
    /// <summary>All of a file.</summary>
    /// <param name="name">Its name without a folder.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static byte[] Read(string name)
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Docs/{name}")
            ?? throw new FileNotFoundException("There is no such file in the program.", name);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>All of a file of text.</summary>
    public static string ReadText(string name) => System.Text.Encoding.UTF8.GetString(Read(name));
}
