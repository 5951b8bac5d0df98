using ContactBooks.Core.History;
using ContactBooks.Core.Mapping;

namespace ContactBooks.Core.Imports;

/// <summary>Where an import stands.</summary>
public enum ImportState
{
    /// <summary>Its file is here; it waits for its turn.</summary>
    Queued,

    /// <summary>A node is at work on it, or was and will be followed by another.</summary>
    Running,

    /// <summary>All its rows have been read and have their results.</summary>
    Done,

    /// <summary>It can't go on, see <see cref="Import.Fault"/>. The batches before stay.</summary>
    Failed,

    /// <summary>Its user stopped it. The batches before stay.</summary>
    Cancelled,
}

/// <summary>An import: a file of contacts on its way into a book, as a job that outlives every process.</summary>
public sealed record Import
{
    /// <summary>Its identifier, <c>imp_…</c>.</summary>
    public required string Uid { get; init; }

    /// <summary>The book that it goes into.</summary>
    public required string BookUid { get; init; }

    /// <summary>The file's name, as its user calls it; null where none was told.</summary>
    public string? FileName { get; init; }

    /// <summary>The file's size as it was sent, in bytes.</summary>
    public required long FileBytes { get; init; }

    /// <summary>How it is to be read and where its columns go, as JSON. Fixed when the import was made, so that whoever goes on with it does the same.</summary>
    public required ReadOnlyMemory<byte> Options { get; init; }

    /// <summary>Where it stands.</summary>
    public required ImportState State { get; init; }

    /// <summary>Whether its user has asked to stop it.</summary>
    public bool IsCancelRequested { get; init; }

    /// <summary>Rows that have anything in them; null until they have been counted.</summary>
    public long? TotalRows { get; init; }

    /// <summary>What became of the rows so far.</summary>
    public ImportCounts Counts { get; init; }

    /// <summary>Why it failed; null where it hasn't.</summary>
    public ImportFault? Fault { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a node first took it up, UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether nothing more will happen to it.</summary>
    public bool HasEnded => State is ImportState.Done or ImportState.Failed or ImportState.Cancelled;
}

/// <summary>What became of an import's rows. The last four of these parameters add up to the first.</summary>
/// <param name="Read">Rows read, blank ones not counted.</param>
/// <param name="Created">Contacts that were new.</param>
/// <param name="Updated">Contacts that were there, whether or not a value changed.</param>
/// <param name="Skipped">Rows whose phone an earlier valid row of the file has, and those that the update policy leaves out.</param>
/// <param name="Invalid">Rows that may not go in.</param>
public readonly record struct ImportCounts(long Read, long Created, long Updated, long Skipped, long Invalid)
{
    /// <summary>Of those created or updated, how many have a suppressed phone.</summary>
    public long Suppressed { get; init; }

    /// <summary>Of the values of those, how many don't fit the type of their custom field.</summary>
    public long Warnings { get; init; }
}

/// <summary>Why an import failed.</summary>
/// <param name="Code">A word for programs.</param>
/// <param name="Message">For the person whose file it is: what is wrong and what to do.</param>
public sealed record ImportFault(string Code, string Message);

/// <summary>What a new import is made from.</summary>
/// <param name="Uid">The identifier it will have.</param>
/// <param name="FileName">The file's name, or null.</param>
/// <param name="FileBytes">The file's size in bytes.</param>
/// <param name="Options">See <see cref="Import.Options"/>.</param>
public sealed record NewImport(string Uid, string? FileName, long FileBytes, ReadOnlyMemory<byte> Options)
{
    /// <summary>As what its batches will be recorded, so that it can be undone; null for not at all. It is in the history from the beginning.</summary>
    public NewChange? Change { get; init; }

    /// <summary>The mapping that its customer's next file with the same headers is to have; null for none.</summary>
    public RememberedMapping? Remember { get; init; }
}

/// <summary>A row that was refused, with all that its user needs to mend it.</summary>
/// <param name="Number">Which row of the file, see <see cref="Files.FileRow.Number"/>.</param>
/// <param name="Reason">The first of its faults, as the API names it.</param>
/// <param name="Message">What is wrong with it and what to do.</param>
/// <param name="Cells">Its cells, untouched.</param>
public sealed record RejectedLine(long Number, string Reason, string Message, IReadOnlyList<string> Cells);
