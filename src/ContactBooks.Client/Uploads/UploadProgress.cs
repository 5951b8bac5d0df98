namespace ContactBooks.Client;

/// <summary>How far an upload in chunks is. Chunks may end out of order; these are sums over those that have ended.</summary>
/// <param name="Chunks">Chunks that are in.</param>
/// <param name="Rows">Their rows; the last four add up to it.</param>
/// <param name="Created">Contacts that were new.</param>
/// <param name="Updated">Contacts that were there.</param>
/// <param name="Skipped">Rows whose phone an earlier valid row of their chunk has.</param>
/// <param name="Invalid">Rows that were refused.</param>
public sealed record UploadProgress(long Chunks, long Rows, long Created, long Updated, long Skipped, long Invalid)
{
    internal static UploadProgress None { get; } = new(0, 0, 0, 0, 0, 0);

    internal UploadProgress After(UploadSummary chunk) => new(
        Chunks + 1, Rows + chunk.Total, Created + chunk.Created, Updated + chunk.Updated, Skipped + chunk.Skipped, Invalid + chunk.Invalid);
}
