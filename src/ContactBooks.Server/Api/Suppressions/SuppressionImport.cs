using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Imports;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Hosting;

namespace ContactBooks.Server.Api.Suppressions;

/// <summary>
/// <c>POST /api/v2/suppressions/import</c>: the phones of a file are suppressed within the request, see <see cref="SuppressionFiles"/>. Sent
/// again it finds what is done, and needs no key for that reason.
/// </summary>
internal sealed class SuppressionImport(Gate gate, ImportBody bodies, SuppressionFiles files, ServerSettings settings)
{
    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var admission = await gate.AdmitAsync(http, takesJson: false);
        if (admission is not { Grant: { } grant })
        {
            return admission.Error!;
        }

        var (file, refused) = await bodies.ReadAsync(http);
        if (file is null)
        {
            return refused!;
        }

        var (data, error) = await files.ImportAsync(
            file, grant.CustomerId, grant.CountryCode ?? settings.DefaultCountryCode, grant.TokenUid, http.RequestAborted);
        return data is null ? error! : ApiAnswer.Ok("Suppressions imported", data, WireJson.Default.SuppressionImportData);
    }
}
