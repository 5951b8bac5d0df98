using System.Text.Json;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Idempotency;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Hosting;
using ContactBooks.Server.Imports;

namespace ContactBooks.Server.Api.Imports;

/// <summary>
/// <c>POST /api/v2/contact-books/{bookUid}/imports</c>:
/// <list type="number">
/// <item>the same checks as for an upload, but for the content type (<see cref="Gate"/>);</item>
/// <item>the file, on this node's disk, and what stands beside it (<see cref="ImportBody"/>);</item>
/// <item>whether it was answered before (<see cref="IdempotencyKey"/>);</item>
/// <item>how it is read and where its columns go (<see cref="FilePlanner"/>): what can't be used is refused here;</item>
/// <item>the file, in the store;</item>
/// <item>the import, in the queue, and its mapping remembered for the next file like it; a runner of some node takes it up
/// (<see cref="ImportQueue"/>).</item>
/// </list>
/// </summary>
internal sealed class NewImports(
    Gate gate, IStore store, ImportBody bodies, IdempotencyKey keys, FilePlanner planner, ServerSettings settings, ImportQueue queue, TimeProvider clock)
{
    private const string Message = "Import queued";

    public async Task<ApiAnswer> AnswerAsync(HttpContext http, string bookUid)
    {
        // 1
        var admission = await gate.AdmitToBookAsync(http, bookUid, takesJson: false);
        if (admission is not { Grant: { } grant, Book: { } book })
        {
            return admission.Error!;
        }

        // 2
        var (file, refused) = await bodies.ReadAsync(http);
        if (file is null)
        {
            return refused!;
        }

        // 3
        var path = $"/api/v2/contact-books/{book.Uid}/imports";
        var key = await keys.ReadAsync(http, grant, $"POST {path}", file.Fingerprint);
        if (key.Answer is { } decided)
        {
            return Accepted(decided, path);
        }

        // 4
        var (plan, error) = await planner.MakeForAsync(file, grant, settings);
        if (plan is null)
        {
            return error!;
        }

        if (!plan.Options.HasPhone)
        {
            return FilePlanner.NoPhone;
        }

        // 5, 6
        var uid = PublicUid.New(PublicUid.Import, clock.GetUtcNow());
        await file.File.KeepAsync(store.Imports, grant.CustomerId, uid, clock, http.RequestAborted);
        var keep = key.Keep<Import>(Message, Render);
        var kept = new KeptFile(uid, file.Name, file.Bytes);
        var written = await queue.AddAsync(grant.CustomerId, book.Id, kept, plan, new Actor(grant.TokenUid), keep, http.RequestAborted);
        return Accepted(IdempotencyKey.AnswerTo(written) ?? ApiAnswer.Ok(Message, Render(written.Value!), isReplay: false), path);
    }

    private ReadOnlyMemory<byte> Render(Import import) =>
        JsonSerializer.SerializeToUtf8Bytes(new ImportData(ImportJson.Of(import, clock.GetUtcNow())), WireJson.Default.ImportData);

    private static ApiAnswer Accepted(ApiAnswer answer, string path)
    {
        if (answer.Error is not null)
        {
            return answer;
        }

        var made = JsonSerializer.Deserialize(answer.Data.Span, WireJson.Default.ImportData)!.Import;
        return answer with { Status = StatusCodes.Status202Accepted, Location = $"{path}/{made.ImportUid}" };
    }
}
