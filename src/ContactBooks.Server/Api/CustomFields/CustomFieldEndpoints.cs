using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Rows;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Idempotency;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Api.CustomFields;

/// <summary>The endpoints of custom fields' definitions: list, create, change.</summary>
internal sealed class CustomFieldEndpoints(
    Gate gate, IStore store, RequestBody bodies, IdempotencyKey keys, CustomFieldRegistry registry, TimeProvider clock)
{
    private const string Created = "Custom field created";
    private const string Changed = "Custom field updated";

    public async Task<ApiAnswer> ListAsync(HttpContext http)
    {
        var admission = await gate.AdmitAsync(http);
        if (admission is not { Grant: { } grant })
        {
            return admission.Error!;
        }

        CustomFieldJson[] fields = [.. (await store.CustomFields.ListAsync(grant.CustomerId)).Select(CustomFieldJson.Of)];
        return ApiAnswer.Ok("Custom fields retrieved", new CustomFieldListData(fields, fields), WireJson.Default.CustomFieldListData);
    }

    public async Task<ApiAnswer> CreateAsync(HttpContext http)
    {
        var (asked, answered) = await ReadAsync(http, "POST /api/v2/custom-fields", CustomFieldRequestReader.ReadCreation);
        if (asked is not var (grant, request, key))
        {
            return answered!;
        }

        var known = new CustomFieldSet(await store.CustomFields.ListAsync(grant.CustomerId));
        if (known.Find(request.Key!) is not null)
        {
            return ApiError.Validation("key", RequestFaultCode.AlreadyDefined, "There is a custom field with this key. Change that one.");
        }

        var now = clock.GetUtcNow();
        var field = new NewCustomField(
            PublicUid.New(PublicUid.CustomField, now), request.Key!, request.Label ?? request.Key!, request.Type ?? CustomFieldType.Text, request.Choices ?? []);
        var written = await store.CustomFields.DefineAsync(
            grant.CustomerId,
            [field],
            new CustomFieldOrigin(CustomFieldSource.Api, grant.TokenUid),
            now,
            key.Keep<IReadOnlyList<CustomFieldDefinition>>(Created, defined => Render(Created, defined[0])),
            http.RequestAborted);
        registry.Forget(grant.CustomerId);
        return written.End == WriteEnd.BookNotFound
            ? ApiError.Validation("key", RequestFaultCode.TooMany, $"{CustomFieldSet.MaxDefinitions} custom fields are defined, and that is the limit.")
            : IdempotencyKey.AnswerTo(written) ?? Answer(Created, written.Value![0]);
    }

    public async Task<ApiAnswer> ChangeAsync(HttpContext http, string fieldUid)
    {
        var (asked, answered) = await ReadAsync(http, $"POST /api/v2/custom-fields/{fieldUid}", CustomFieldRequestReader.ReadChange);
        if (asked is not var (grant, request, key))
        {
            return answered!;
        }

        var written = await store.CustomFields.ChangeAsync(
            grant.CustomerId,
            fieldUid,
            new CustomFieldChange(request.Label, request.Type, request.Choices),
            clock.GetUtcNow(),
            key.Keep<CustomFieldDefinition>(Changed, field => Render(Changed, field)),
            http.RequestAborted);
        registry.Forget(grant.CustomerId);
        return written.End == WriteEnd.BookNotFound ? ApiError.CustomFieldNotFound : IdempotencyKey.AnswerTo(written) ?? Answer(Changed, written.Value!);
    }

    private static ReadOnlyMemory<byte> Render(string message, CustomFieldDefinition field) => Envelope.Render(Answer(message, field).WriteData!, 512);

    private static ApiAnswer Answer(string message, CustomFieldDefinition field) =>
        ApiAnswer.Ok(message, new CustomFieldData(CustomFieldJson.Of(field)), WireJson.Default.CustomFieldData);

    /// <summary>What create and change have in common: token, body, key, shape.</summary>
    private async Task<(Asked? Asked, ApiAnswer? Answered)> ReadAsync(
        HttpContext http, string operation, Func<ReadOnlyMemory<byte>, (CustomFieldRequest? Request, IReadOnlyList<RequestFault> Faults)> read)
    {
        var admission = await gate.AdmitAsync(http);
        if (admission is not { Grant: { } grant })
        {
            return (null, admission.Error!);
        }

        var body = await bodies.ReadAsync(http);
        if (body.Error is { } unreadable)
        {
            return (null, unreadable);
        }

        var key = await keys.ReadAsync(http, grant, operation, body.Bytes);
        if (key.Answer is { } decided)
        {
            return (null, decided);
        }

        var (request, faults) = read(body.Bytes);
        return request is null ? (null, ApiError.Validation(faults[0].Message, faults)) : (new Asked(grant, request, key), null);
    }

    private sealed record Asked(TokenGrant Grant, CustomFieldRequest Request, KeyReading Key);
}
