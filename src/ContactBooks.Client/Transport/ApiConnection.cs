using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ContactBooks.Client;

/// <summary>Sends requests and reads their answers' envelope; tries again what may pass.</summary>
internal sealed class ApiConnection
{
    private static readonly ProductInfoHeaderValue UserAgent = new("ContactBooks.Client", Version());
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly AuthenticationHeaderValue _authorization;
    private readonly TimeSpan _attemptTimeout;
    private readonly TimeProvider _clock;
    private readonly Retries _retries;

    public ApiConnection(HttpClient http, ContactBooksClientOptions options)
    {
        var address = options.BaseAddress ?? http.BaseAddress ?? throw new ArgumentException("There is no base address.");
        _address = address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
        _http = http;
        _authorization = new AuthenticationHeaderValue("Bearer", options.Token);
        (_attemptTimeout, _clock) = (options.AttemptTimeout, options.TimeProvider);
        _retries = new Retries(options);
    }

    /// <summary>Sends a request until it has an answer that is a success, or one that more attempts won't change.</summary>
    public async Task<ApiAnswer<T>> SendAsync<T>(ApiRequest request, JsonTypeInfo<Envelope<T>> type, CancellationToken cancellationToken)
        where T : class =>
        await _retries.RunAsync(request, attempt => AttemptAsync(request, type, attempt), cancellationToken).ConfigureAwait(false);

    private static string Version() =>
        typeof(ApiConnection).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private async Task<ApiAnswer<T>> AttemptAsync<T>(
        ApiRequest request, JsonTypeInfo<Envelope<T>> type, CancellationToken cancellationToken)
        where T : class
    {
        using var timeout = new CancellationTokenSource(_attemptTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var message = ToMessage(request);
            using var response = await _http.SendAsync(message, either.Token).ConfigureAwait(false);
            return Read(response, await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false), type);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ConnectionFailedException($"{_address.Authority} took too long to answer.", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ConnectionFailedException($"The connection to {_address.Authority} failed: {e.Message}", e);
        }
    }

    private HttpRequestMessage ToMessage(ApiRequest request)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(_address, request.Path));
        message.Headers.Authorization = _authorization;
        message.Headers.UserAgent.Add(UserAgent);
        if (request.IdempotencyKey is { } key)
        {
            message.Headers.TryAddWithoutValidation("Idempotency-Key", key);
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.ContentType = JsonType;
        }

        return message;
    }

    private ApiAnswer<T> Read<T>(HttpResponseMessage response, byte[] body, JsonTypeInfo<Envelope<T>> type)
        where T : class
    {
        var origin = AnswerOrigin.Of(response, _clock);
        try
        {
            var envelope = JsonSerializer.Deserialize(body, type);
            origin = origin with { RequestId = envelope?.Metadata?.RequestId ?? origin.RequestId }; // a proxy may take the header away
            return envelope switch
            {
                { Success: true, Data: { } data } when response.IsSuccessStatusCode =>
                    new ApiAnswer<T>(data, origin, response.Headers.Contains("Idempotency-Replayed")),
                { Success: false, Error: { } error } when !response.IsSuccessStatusCode => throw ApiExceptions.Of(error, origin),
                _ => throw new UnexpectedAnswerException(origin, "it has another envelope"),
            };
        }
        catch (JsonException e)
        {
            var contentType = response.Content.Headers.ContentType?.MediaType ?? "of no type";
            var isCut = contentType == JsonType.MediaType && !IsJson(body);
            throw new UnexpectedAnswerException(origin, $"{contentType}, {body.Length} bytes{(isCut ? ", cut off" : "")}", e, isCut);
        }
    }

    private static bool IsJson(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

/// <summary>A success.</summary>
/// <param name="Data">What was asked for.</param>
/// <param name="Origin">What the answer's head says.</param>
/// <param name="IsReplayed">Whether it is an earlier answer to the same key.</param>
internal sealed record ApiAnswer<T>(T Data, AnswerOrigin Origin, bool IsReplayed);
