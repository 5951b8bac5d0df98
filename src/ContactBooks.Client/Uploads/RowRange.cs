namespace ContactBooks.Client;

/// <summary>Rows one after the other, counted over the whole upload.</summary>
/// <param name="First">The number of the first, from 1.</param>
/// <param name="Count">How many there are.</param>
public readonly record struct RowRange(long First, int Count)
{
    /// <summary>The number of the last.</summary>
    public long Last => First + Count - 1;

    /// <summary>As in <c>1001 to 2000</c>.</summary>
    public override string ToString() => $"{First} to {Last}";
}
