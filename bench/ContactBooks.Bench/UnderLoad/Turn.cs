namespace ContactBooks.Bench;

/// <summary>What a turn came to: how long its uploads and its searches took, all and each.</summary>
internal sealed record Turn((TimeSpan Whole, List<double> Milliseconds) Uploads, (TimeSpan Whole, List<double> Milliseconds) Searches)
{
    /// <summary>Contacts uploaded a second.</summary>
    public double ContactsRate => Uploads.Milliseconds.Count * Sample.RowsOfUpload / Uploads.Whole.TotalSeconds;

    /// <summary>Searches answered a second.</summary>
    public double SearchRate => Searches.Milliseconds.Count / Searches.Whole.TotalSeconds;
}
