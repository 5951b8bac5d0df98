using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Tidying;
using ContactBooks.Server.Hosting;

namespace ContactBooks.Server.History;

/// <summary>As what writes are recorded, so that they can be undone: nothing where the operator has turned that off.</summary>
internal sealed class ChangeNotes(ServerSettings settings)
{
    /// <summary>Whether anything is recorded.</summary>
    public bool AreTaken => settings.UndoDays > 0;

    /// <summary>As what an upload is.</summary>
    public NewChange? OfUpload(Actor by, DateTimeOffset now) =>
        Of(PublicUid.New(PublicUid.Upload, now), ChangeKind.Upload, by, null, now);

    /// <summary>As what an import is.</summary>
    public NewChange? OfImport(string importUid, string? fileName, Actor by, DateTimeOffset now) =>
        Of(importUid, ChangeKind.Import, by, fileName, now);

    /// <summary>As what a batch of an import is, which was noted with all that is to be told of it when it was made.</summary>
    public NewChange? OfBatch(string importUid, DateTimeOffset now) => Of(importUid, ChangeKind.Import, default, null, now);

    /// <summary>As what contacts that leave books or go are.</summary>
    public NewChange? OfTidying(TidyingKind kind, Actor by, DateTimeOffset now)
    {
        var change = kind switch
        {
            TidyingKind.Remove => ChangeKind.Removal,
            TidyingKind.Move => ChangeKind.Move,
            TidyingKind.Delete => ChangeKind.Deletion,
            _ => ChangeKind.Tidying,
        };
        return Of(PublicUid.New(PublicUid.Change, now), change, by, null, now);
    }

    /// <summary>As what a book that is deleted is told of, in any case: its contacts leave it in the background.</summary>
    public NewChange OfBookDeletion(Actor by, DateTimeOffset now) =>
        new(PublicUid.New(PublicUid.Change, now), ChangeKind.BookDeletion, by, null, now.AddDays(settings.UndoDays));

    private NewChange? Of(string uid, ChangeKind kind, Actor by, string? fileName, DateTimeOffset now) =>
        AreTaken ? new NewChange(uid, kind, by, fileName, now.AddDays(settings.UndoDays)) : null;
}
