namespace ContactBooks.Specs.Clients;

/// <summary>Progress told at once, in order, on the thread that reports it; <see cref="Progress{T}"/> posts it to some other.</summary>
internal sealed class Told<T>(Action<T>? then = null) : IProgress<T>
{
    private readonly List<T> _all = [];

    public IReadOnlyList<T> All
    {
        get
        {
            lock (_all)
            {
                return [.. _all];
            }
        }
    }

    public void Report(T value)
    {
        lock (_all)
        {
            _all.Add(value);
        }

        then?.Invoke(value);
    }
}
