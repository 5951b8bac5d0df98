using System.Text;
using System.Xml;

namespace ContactBooks.Core.Files.Xlsx;

/// <summary>What may be wrong with a workbook, in the words of whoever made it in a spreadsheet program.</summary>
internal static class WorkbookFaults
{
    public static FileFaultException Damaged(string what) => new(
        FileFaultCode.Damaged,
        $"This workbook is damaged: {what}. Open it in your spreadsheet program, save it again as .xlsx and send that file.");

    public static FileFaultException Encrypted() => new(
        FileFaultCode.Encrypted,
        "Parts of this workbook need a password. Save it without one and send that.");

    public static FileFaultException Binary() => new(
        FileFaultCode.UnknownFormat,
        "This is a binary workbook (.xlsb). Open it and save it as an Excel workbook (.xlsx).");

    public static FileFaultException NoWorkbook() => new(
        FileFaultCode.UnknownFormat,
        "This file is not an Excel workbook. Open it in your spreadsheet program and save it as .xlsx.");

    public static FileFaultException HeaderOnly(string sheet) => new(
        FileFaultCode.NoRows,
        $"There is no row below the header of the sheet \"{sheet}\". Send a file with contacts in it.");

    public static FileFaultException NoRows() => new(
        FileFaultCode.Empty,
        "There is nothing in this workbook: none of its sheets has a cell with anything in it.");

    public static FileFaultException NoRows(string sheet) => new(
        FileFaultCode.Empty,
        $"There is nothing in the sheet \"{sheet}\". Choose another, or leave the choice open.");

    public static FileFaultException NoSuchSheet(string sheet, IEnumerable<string> sheets) => new(
        FileFaultCode.WrongChoice,
        $"There is no sheet \"{sheet}\" in this workbook. It has: {string.Join(", ", sheets.Select(name => $"\"{name}\""))}.");

    public static FileFaultException TooLarge(string what) => new(
        FileFaultCode.TooLarge,
        $"This workbook is too large: {what}.");

    /// <summary>Whether an exception of the framework's readers says that the bytes they were given are broken.</summary>
    /// <remarks>
    /// What they throw for that was found by fuzzing. An <see cref="IOException"/> of any other kind is the disk's, not the file's.
    /// </remarks>
    public static bool IsOfBrokenBytes(Exception exception) =>
        exception is XmlException or InvalidDataException or EndOfStreamException or DecoderFallbackException;

    /// <summary>The fault that such an exception comes to.</summary>
    public static FileFaultException Of(Exception exception) => exception switch
    {
        XmlException xml when xml.Message.Contains("DTD", StringComparison.Ordinal) =>
            Damaged("it declares a document type, and workbooks have none"),
        _ => Damaged("what is inside can't be read"),
    };
}
