using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;

namespace ContactBooks.Core.Tidying;

/// <summary>What is to be done with one contact.</summary>
/// <param name="As">What becomes of it.</param>
/// <param name="Ended">The memberships that end: all that it has where it is deleted.</param>
/// <param name="Links">Whether it comes into the book that it is moved to.</param>
public readonly record struct TidyingStep(TidiedAs As, IReadOnlyList<Membership> Ended, bool Links = false);

/// <summary>Decides what is done with a contact, by the books that it is in.</summary>
public static class TidyingRule
{
    /// <summary>Decides.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="books">The books that the contact is in; null for a contact that is not there.</param>
    /// <param name="deleted">Books that were deleted and that contacts are on their way out of: nobody sees a contact in them, so they don't count.</param>
    public static TidyingStep Decide(TidyingRequest request, IReadOnlyList<Membership>? books, IReadOnlySet<BookId> deleted)
    {
        Membership[] seen = [.. (books ?? []).Where(membership => !deleted.Contains(membership.Book))];
        if (books is null || seen.Length == 0 || (request.From != default && !IsIn(seen, request.From)))
        {
            return new TidyingStep(TidiedAs.NotFound, []);
        }

        Membership[] left = [.. books.Where(membership => membership.Book == request.From)];
        return request.Kind switch
        {
            TidyingKind.Delete => new TidyingStep(TidiedAs.Deleted, books),
            TidyingKind.Move => new TidyingStep(TidiedAs.Moved, left, Links: !IsIn(books, request.To)),
            TidyingKind.Remove when seen.Length == 1 => new TidyingStep(TidiedAs.Deleted, books),
            TidyingKind.Remove => new TidyingStep(TidiedAs.Removed, left),
            _ => AllButOldest(seen),
        };
    }

    private static TidyingStep AllButOldest(IReadOnlyList<Membership> books)
    {
        Membership[] later = [.. books.OrderBy(membership => (membership.LinkedAt, membership.Book.Value)).Skip(1)];
        return new TidyingStep(later.Length == 0 ? TidiedAs.Unchanged : TidiedAs.Removed, later);
    }

    private static bool IsIn(IReadOnlyList<Membership> books, BookId book) => books.Any(membership => membership.Book == book);
}
