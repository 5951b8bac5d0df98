namespace ContactBooks.Storage.Postgres;

/// <summary>A contact that the upload had read is gone when it is written: the whole upload is done again.</summary>
internal sealed class UploadRaceException() : Exception("A contact was deleted while it was being updated.");
