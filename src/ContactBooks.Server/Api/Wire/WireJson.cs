using System.Text.Json.Serialization;

namespace ContactBooks.Server.Api.Wire;

/// <summary>How the answers are written: code made at build time, camel case, nulls told.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BookData))]
[JsonSerializable(typeof(BookListData))]
[JsonSerializable(typeof(ContactListData))]
[JsonSerializable(typeof(UploadData))]
[JsonSerializable(typeof(ImportData))]
[JsonSerializable(typeof(ImportListData))]
[JsonSerializable(typeof(ImportPreviewData))]
[JsonSerializable(typeof(SuppressionListData))]
[JsonSerializable(typeof(CustomFieldData))]
[JsonSerializable(typeof(CustomFieldListData))]
[JsonSerializable(typeof(SuppressData))]
[JsonSerializable(typeof(LiftData))]
[JsonSerializable(typeof(SuppressionImportData))]
[JsonSerializable(typeof(UploadRecordData))]
[JsonSerializable(typeof(UploadListData))]
[JsonSerializable(typeof(KeptListData))]
[JsonSerializable(typeof(BookDeletionData))]
[JsonSerializable(typeof(TidyingData))]
[JsonSerializable(typeof(SeveralBooksData))]
internal sealed partial class WireJson : JsonSerializerContext;
