using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tidying;

namespace ContactBooks.Server.Observability.Store;

/// <summary>Contacts, observed.</summary>
internal sealed class ObservedContacts(IContactStore contacts, StoreTelemetry telemetry) : IContactStore
{
    public ValueTask<Written<UploadOutcome>> UploadAsync(
        CustomerId customer, BookId book, UploadPlan plan, DateTimeOffset now, AnswerToKeep<UploadOutcome>? keep, CancellationToken cancellation) =>
        telemetry.Run(
            "upload",
            (contacts, customer, book, plan, now, keep, cancellation),
            static with => with.contacts.UploadAsync(with.customer, with.book, with.plan, with.now, with.keep, with.cancellation));

    public ValueTask<UploadOutcome> PredictAsync(CustomerId customer, UploadPlan plan) =>
        telemetry.Run("predict", (contacts, customer, plan), static with => with.contacts.PredictAsync(with.customer, with.plan));

    public ValueTask<Written<TidyingOutcome>> TidyAsync(
        CustomerId customer, TidyingRequest request, DateTimeOffset now, AnswerToKeep<TidyingOutcome>? keep, CancellationToken cancellation) =>
        telemetry.Run(
            "tidy",
            (contacts, customer, request, now, keep, cancellation),
            static with => with.contacts.TidyAsync(with.customer, with.request, with.now, with.keep, with.cancellation));

    public ValueTask<TidyingOutcome> PredictAsync(CustomerId customer, TidyingRequest request) =>
        telemetry.Run("predict_tidying", (contacts, customer, request), static with => with.contacts.PredictAsync(with.customer, with.request));

    public ValueTask<Contact?> FindAsync(CustomerId customer, ContactUid contact) =>
        telemetry.Run("find_contact", (contacts, customer, contact), static with => with.contacts.FindAsync(with.customer, with.contact));

    public ValueTask<Page<Contact, ContactCursor>> ListInSeveralBooksAsync(CustomerId customer, Slice<ContactCursor> slice) =>
        telemetry.Run("list_in_several_books", (contacts, customer, slice), static with => with.contacts.ListInSeveralBooksAsync(with.customer, with.slice));

    public ValueTask<long> CountInSeveralBooksAsync(CustomerId customer) =>
        telemetry.Run("count_in_several_books", (contacts, customer), static with => with.contacts.CountInSeveralBooksAsync(with.customer));

    public ValueTask<Page<Contact, ContactCursor>> ListAsync(CustomerId customer, BookId book, Slice<ContactCursor> slice) =>
        telemetry.Run("list_contacts", (contacts, customer, book, slice), static with => with.contacts.ListAsync(with.customer, with.book, with.slice));

    public ValueTask<Page<Contact, ContactCursor>> SearchAsync(
        CustomerId customer, BookId book, SearchQuery query, Slice<ContactCursor> slice, CancellationToken cancellation) =>
        telemetry.Run(
            "search",
            (contacts, customer, book, query, slice, cancellation),
            static with => with.contacts.SearchAsync(with.customer, with.book, with.query, with.slice, with.cancellation));

    public ValueTask<Page<Contact, ContactCursor>> ListSortedAsync(
        CustomerId customer,
        BookId book,
        ContactSort sort,
        SearchQuery? query,
        int limit,
        ContactCursor? after,
        CancellationToken cancellation) =>
        telemetry.Run(
            "list_sorted",
            (contacts, customer, book, sort, query, limit, after, cancellation),
            static with => with.contacts.ListSortedAsync(
                with.customer, with.book, with.sort, with.query, with.limit, with.after, with.cancellation));
}
