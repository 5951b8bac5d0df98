using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Api.Reference;

/// <summary>What an endpoint takes besides a token, said once where the route is mapped.</summary>
[Flags]
internal enum Takes
{
    Nothing = 0,

    /// <summary>The book's identifier, in the path.</summary>
    Book = 1,

    /// <summary><c>page</c>, <c>limit</c>, <c>cursor</c>.</summary>
    Paging = 2,

    /// <summary><c>status</c> and <c>search</c> over books.</summary>
    BookFilter = 4,

    /// <summary><c>search</c> over contacts.</summary>
    ContactSearch = 8,

    /// <summary><c>dryRun</c>.</summary>
    DryRun = 16,

    /// <summary>The header <c>Idempotency-Key</c>.</summary>
    Key = 32,

    /// <summary>A body that makes a book.</summary>
    NewBook = 64,

    /// <summary>A body that renames a book.</summary>
    BookName = 128,

    /// <summary>A body of contacts.</summary>
    Contacts = 256,

    /// <summary>Any body.</summary>
    Body = NewBook | BookName | Contacts,
}

/// <summary>An endpoint's entry in the reference, as metadata of its route.</summary>
internal sealed record EndpointReference(Takes Takes)
{
    /// <summary>Whether it takes any of these.</summary>
    public bool TakesAny(Takes what) => (Takes & what) != 0;
}

/// <summary>Gives routes their entries.</summary>
internal static class EndpointReferences
{
    public static void Describe<TData>(this RouteHandlerBuilder route, string name, string summary, Takes takes) =>
        route.WithName(name).WithSummary(summary).WithTags("Contact books")
            .WithMetadata(new EndpointReference(takes))
            .Produces<SuccessJson<TData>>();
}
