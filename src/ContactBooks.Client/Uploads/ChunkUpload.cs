namespace ContactBooks.Client;

/// <summary>Sends chunks into a book.</summary>
internal sealed class ChunkUpload(ApiConnection api, string bookUid, UpdatePolicy policy, bool isDryRun)
{
    private readonly string _path = ApiPaths.WithQuery(
        ApiPaths.Bulk(bookUid), ("updatePolicy", NameOf(policy)), ("dryRun", isDryRun ? "true" : null));

    /// <summary>Sends one.</summary>
    /// <param name="chunk">Its rows.</param>
    /// <param name="rowsBefore">How many rows the chunks before it have.</param>
    /// <param name="idempotencyKey">Its key; a new one for null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<UploadResult> SendAsync(Chunk chunk, long rowsBefore, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var request = ApiRequest.Post(_path, chunk.Close(), idempotencyKey) with { Rows = new RowRange(rowsBefore + 1, chunk.Rows) };
        var answer = await api.SendAsync(request, WireJson.Default.EnvelopeUploadData, cancellationToken).ConfigureAwait(false);
        var data = answer.Data;
        if (data.Results.Count != chunk.Rows)
        {
            throw new UnexpectedAnswerException(answer.Origin, $"it has {data.Results.Count} results for {chunk.Rows} rows");
        }

        return new UploadResult
        {
            Book = data.ContactBook,
            Summary = data.Summary,
            Results = data.Results,
            IsDryRun = data.DryRun,
            IsReplayed = answer.IsReplayed,
            RequestId = answer.Origin.RequestId,
        };
    }

    /// <summary>The policy as the server calls it; null for the one that it has without being told.</summary>
    private static string? NameOf(UpdatePolicy policy) => policy switch
    {
        UpdatePolicy.Upsert => null,
        UpdatePolicy.CreateOnly => "createOnly",
        UpdatePolicy.UpdateOnly => "updateOnly",
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "There is no such policy."),
    };
}
