using System.Text;
using ContactBooks.Core.Files;

namespace ContactBooks.Specs.Files;

/// <summary>The fault that a file must have.</summary>
internal static class Fault
{
    public static FileFaultException Of(string text, FileChoices? choices = null, FileLimits? limits = null) => Of(Encoding.UTF8.GetBytes(text), choices, limits);

    public static FileFaultException Of(byte[] bytes, FileChoices? choices = null, FileLimits? limits = null) =>
        Of(() => new MemoryStream(bytes), choices, limits);

    public static FileFaultException Of(Func<Stream> open, FileChoices? choices = null, FileLimits? limits = null)
    {
        var read = () => ReadTable.Of(open, choices, limits);
        return read.Should().Throw<FileFaultException>().Which;
    }
}
