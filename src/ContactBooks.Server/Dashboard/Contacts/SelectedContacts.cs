using ContactBooks.Core.Identity;
using ContactBooks.Core.Tidying;

namespace ContactBooks.Server.Dashboard.Contacts;

/// <summary>The contacts that are selected in a list, which the address of what is to be done with them names.</summary>
internal static class SelectedContacts
{
    /// <summary>The parameter of the address, once for each of them.</summary>
    public const string Parameter = "contact";

    /// <summary>They, each once, and no more than <see cref="TidyingRequest.MaxContacts"/>.</summary>
    public static IReadOnlyList<ContactUid> Of(IQueryCollection query) => [.. Named(query).Distinct().Take(TidyingRequest.MaxContacts)];

    private static IEnumerable<ContactUid> Named(IQueryCollection query)
    {
        foreach (var text in query[Parameter])
        {
            if (ContactUid.TryParse(text ?? "", out var uid))
            {
                yield return uid;
            }
        }
    }
}
