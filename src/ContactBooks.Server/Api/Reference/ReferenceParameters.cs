using System.Text.Json.Nodes;
using ContactBooks.Core.Exports;
using ContactBooks.Core.Planning;
using ContactBooks.Server.Api.Idempotency;
using ContactBooks.Server.Api.Requests;
using Microsoft.OpenApi;

namespace ContactBooks.Server.Api.Reference;

/// <summary>The parameters that the reference tells of.</summary>
internal static class ReferenceParameters
{
    public static IEnumerable<IOpenApiParameter> Of(ReferenceOperation operation)
    {
        if (operation.TakesAny(Takes.Book))
        {
            yield return New("bookUid", ParameterLocation.Path, "The contact book's UID, for example grp_abc.", Text());
        }

        if (operation.TakesAny(Takes.Import))
        {
            yield return New("importUid", ParameterLocation.Path, "The import's UID, for example imp_abc.", Text());
        }

        if (operation.TakesAny(Takes.CustomField))
        {
            yield return New("fieldUid", ParameterLocation.Path, "The custom field's UID, for example fld_abc.", Text());
        }

        if (operation.TakesAny(Takes.Upload))
        {
            yield return New("uploadUid", ParameterLocation.Path, "The metadata.uploadUid of a bulk upload, for example upl_abc, or an importUid.", Text());
        }

        if (operation.TakesAny(Takes.HistoryFilter))
        {
            yield return New("book", ParameterLocation.Query, "Only what was uploaded into this contact book: its UID.", Text());
        }

        if (operation.TakesAny(Takes.Paging))
        {
            yield return New("page", ParameterLocation.Query, "The page, from 1. A page past the end is an empty list. Not together with cursor.", Number(1, null, 1));
            yield return New("limit", ParameterLocation.Query, "Entries of a page at the most.", Number(1, QueryReader.MaxLimit, QueryReader.DefaultLimit));
            yield return New("cursor", ParameterLocation.Query, "The nextCursor of an earlier answer, in place of page: goes on after it at a cost that doesn't grow with depth.", Text());
        }

        if (operation.TakesAny(Takes.BookFilter))
        {
            yield return New("status", ParameterLocation.Query, "Only books of this status.", new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["ACTIVE", "INACTIVE"] });
            yield return New("search", ParameterLocation.Query, "Only books with this in name or description, without regard to case.", Text());
        }

        if (operation.TakesAny(Takes.ContactSearch))
        {
            yield return New("search", ParameterLocation.Query, "Only contacts with this anywhere in phone, names, email or company, without regard to case. Digits with spaces, dashes or a plus find the phone.", Text());
        }

        if (operation.TakesAny(Takes.PhoneSearch))
        {
            yield return New("search", ParameterLocation.Query, "Only phones with these digits together in them; spaces, dashes or a plus don't count.", Text());
        }

        if (operation.TakesAny(Takes.Suppressed))
        {
            yield return New(
                "include",
                ParameterLocation.Query,
                "suppressed: the answer tells which phones are suppressed." + (operation.TakesAny(Takes.Warnings)
                    ? " warnings: it tells which values don't fit the type of their custom field. Both, separated by a comma: suppressed,warnings."
                    : ""),
                Text());
        }

        if (operation.TakesAny(Takes.Export))
        {
            yield return New("format", ParameterLocation.Query, "The file's format.", new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Enum = [.. operation.Formats.Select(format => (JsonNode)ExportFormats.NameOf(format))],
                Default = ExportFormats.NameOf(operation.Formats[0]),
            });
            yield return New("delimiter", ParameterLocation.Query, "Of CSV what stands between cells; a comma unless said.", new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Enum = ["comma", "semicolon", "tab", "pipe"],
            });
            yield return New("bom", ParameterLocation.Query, "true: CSV begins with a byte-order mark, which Excel needs to show every script.", new OpenApiSchema { Type = JsonSchemaType.Boolean });
        }

        if (operation.TakesAny(Takes.DryRun))
        {
            yield return New("dryRun", ParameterLocation.Query, "true: the same answer, predicted, with nothing written.", new OpenApiSchema { Type = JsonSchemaType.Boolean });
        }

        if (operation.TakesAny(Takes.UpdatePolicy))
        {
            yield return New(
                "updatePolicy",
                ParameterLocation.Query,
                "Which rows go in: upsert (all), createOnly (a contact that is there is left as it is and not put into the book) or updateOnly. The others are SKIPPED.",
                new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Enum = [.. UpdatePolicies.Names.Select(name => (JsonNode)name)],
                    Default = UpdatePolicies.NameOf(default),
                });
        }

        if (operation.TakesAny(Takes.File))
        {
            foreach (var field in ReferenceFiles.Fields)
            {
                yield return New(field.Name, ParameterLocation.Query, field.Description, field.Schema);
            }

            yield return New("fileName", ParameterLocation.Query, "The file's name, where the body is the file itself.", Text());
        }

        if (operation.TakesAny(Takes.Key))
        {
            yield return New(
                "Idempotency-Key",
                ParameterLocation.Header,
                "A key of your choice. A retry with it within 24 hours gets the first answer again, with Idempotency-Replayed: true, and has no second effect.",
                new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyKey.MaxLength });
        }

        if (operation.TakesAny(Takes.Body))
        {
            yield return New(
                "Content-Encoding",
                ParameterLocation.Header,
                "How the body is compressed, if it is: gzip or br.",
                Text());
        }

        if (operation.TakesAny(Takes.File))
        {
            yield return New(
                "Content-Encoding",
                ParameterLocation.Header,
                "How the body is compressed, if it is the file itself: gzip or br. A form is sent as it is; the file in it may be gzip or a zip of one.",
                Text());
        }

        yield return New(
            "X-Request-Id",
            ParameterLocation.Header,
            "An id of your choice for this request, to find it again in logs. One of another form is replaced by a new one.",
            new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 128, Pattern = "^[A-Za-z0-9._-]+$" });
    }

    private static OpenApiParameter New(string name, ParameterLocation place, string description, OpenApiSchema schema) => new()
    {
        Name = name,
        In = place,
        Required = place == ParameterLocation.Path,
        Description = description,
        Schema = schema,
    };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiSchema Number(int min, int? max, int byDefault) => new()
    {
        Type = JsonSchemaType.Integer,
        Minimum = min.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Maximum = max?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Default = byDefault,
    };
}
