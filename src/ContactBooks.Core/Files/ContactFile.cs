using ContactBooks.Core.Files.Delimited;
using ContactBooks.Core.Files.Ndjson;
using ContactBooks.Core.Files.Text;
using ContactBooks.Core.Files.Unpacking;
using ContactBooks.Core.Files.VCard;
using ContactBooks.Core.Files.Xlsx;

namespace ContactBooks.Core.Files;

/// <summary>
/// The way into a file of contacts, whatever it is. Nothing is taken from its name: people rename files, and programs lie.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>Gzip, or a zip of one file, is looked through (<see cref="PackedFile"/>).</item>
/// <item>What is inside is told by its first bytes (<see cref="FormatGuess"/>).</item>
/// <item>Text is read once from end to end for its encoding (<see cref="TextContent"/>). A packed file is thereby unpacked
/// whole, so that one that is damaged or goes beyond its limits is refused before anything of it is used.</item>
/// <item>The format's reader finds the layout in the first rows, or where the rows name their own fields, in all of them.</item>
/// </list>
/// </remarks>
public static class ContactFile
{
    /// <summary>Opens the file at a path.</summary>
    /// <param name="path">It may not change while it is read.</param>
    /// <param name="choices">What its user says of it.</param>
    /// <param name="limits">How far it may go.</param>
    /// <exception cref="FileFaultException">It can't be read, or has no rows.</exception>
    public static IFileTable Open(string path, FileChoices choices, FileLimits limits) =>
        Open(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0), choices, limits);

    /// <summary>Opens a file that lies anywhere.</summary>
    /// <param name="open">
    /// Gives its bytes from the first, in a stream that can seek; it is asked for each pass, and the stream disposed of after it.
    /// </param>
    /// <param name="choices">What its user says of it.</param>
    /// <param name="limits">How far it may go.</param>
    /// <exception cref="FileFaultException">It can't be read, or has no rows.</exception>
    public static IFileTable Open(Func<Stream> open, FileChoices choices, FileLimits limits)
    {
        TextContent.Check(choices);
        DelimitedTable.Check(choices);
        var content = PackedFile.Unwrap(new FileContent(open), limits);
        var head = content.Head();
        if (CompoundFile.IsOne(head))
            throw Refuse(content);
        return FormatGuess.Find(head) switch
        {
            FileFormat.Xlsx => OpenWorkbook(content, choices, limits),
            // Who names a delimiter says what kind of text it is.
            FileFormat.Ndjson when choices.Delimiter is null => NdjsonTable.Open(TextContent.Read(content, head, choices), limits),
            FileFormat.VCard when choices.Delimiter is null => VCardTable.Open(TextContent.Read(content, head, choices), limits),
            _ => DelimitedTable.Open(TextContent.Read(content, head, choices), choices, limits),
        };
    }

    private static FileFaultException Refuse(FileContent content)
    {
        using var file = content.Open();
        return CompoundFile.FaultOf(file);
    }

    private static XlsxTable OpenWorkbook(FileContent content, FileChoices choices, FileLimits limits)
    {
        var workbook = content.OpenSeekable();
        if (ZipOfOne.IsWorkbook(workbook))
            return XlsxTable.Open(workbook, choices, limits);

        workbook.Dispose();
        throw new FileFaultException(FileFaultCode.UnknownFormat, "This file is packed twice. Unpack it once and send that.");
    }
}
