using ContactBooks.Core.Contacts;

namespace ContactBooks.Core.Exports;

/// <summary>The contacts that go out, page by page: from the beginning whenever it is called, since a table is walked through twice.</summary>
/// <param name="cancellation">Ends the walk.</param>
public delegate IAsyncEnumerable<IReadOnlyList<Contact>> ContactPages(CancellationToken cancellation);
