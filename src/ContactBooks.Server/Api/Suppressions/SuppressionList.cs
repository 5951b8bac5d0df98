using ContactBooks.Core.Rows;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Api.Suppressions;

/// <summary><c>GET /api/v2/suppressions</c>: the phones that are not to be written to, and the search among them by digits.</summary>
internal sealed class SuppressionList(Gate gate, IStore store)
{
    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var admission = await gate.AdmitAsync(http);
        if (admission is not { Grant: { } grant })
        {
            return admission.Error!;
        }

        var query = new QueryReader(http.Request.Query);
        var slice = query.Slice<SuppressionCursor>(SuppressionCursor.TryParse);
        var search = query.Search();
        if (query.Error is { } wrongQuery)
        {
            return wrongQuery;
        }

        var digits = search is null ? null : WrittenDigits.Of(search);
        if (search is not null && string.IsNullOrEmpty(digits))
        {
            return ApiError.Validation("search", RequestFaultCode.InvalidValue, "search must be digits of a phone, as in 98200 12345.");
        }

        var page = await store.Suppressions.ListAsync(grant.CustomerId, digits, slice);
        SuppressionJson[] suppressions = [.. page.Items.Select(SuppressionJson.Of)];
        var pagination = PaginationJson.Of(query, slice, page);
        return ApiAnswer.Ok("Suppressions retrieved", new SuppressionListData(suppressions, suppressions, pagination), WireJson.Default.SuppressionListData);
    }
}
