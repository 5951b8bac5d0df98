using ContactBooks.Core.Files;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Hosting;

namespace ContactBooks.Server.Api.Imports;

/// <summary><c>POST …/imports/preview</c>: what an import of this file would do, see <see cref="FilePreviewer"/>.</summary>
internal sealed class ImportPreview(Gate gate, ImportBody bodies, FilePlanner planner, FilePreviewer previewer, ServerSettings settings)
{
    public async Task<ApiAnswer> AnswerAsync(HttpContext http, string bookUid)
    {
        var admission = await gate.AdmitToBookAsync(http, bookUid, takesJson: false);
        if (admission is not { Grant: { } grant })
        {
            return admission.Error!;
        }

        var (file, refused) = await bodies.ReadAsync(http);
        if (file is null)
        {
            return refused!;
        }

        var (plan, error) = await planner.MakeForAsync(file, grant, settings);
        if (plan is null)
        {
            return error!;
        }

        try
        {
            var data = await previewer.PreviewAsync(grant.CustomerId, file.File.Path, plan, onlyProblems: false, http.RequestAborted);
            return ApiAnswer.Ok("Import previewed", data, WireJson.Default.ImportPreviewData);
        }
        catch (FileFaultException e)
        {
            return ApiError.Validation("file", e.Code, e.Message);
        }
    }
}
