using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tidying;

namespace ContactBooks.Specs.Http.Exports;

/// <summary>A store that has a test do something before each page of a list of contacts, counted from 1: fail, or write meanwhile.</summary>
internal sealed class PagedStore(IStore store, Func<int, Task> beforePage) : StoreWithBooks(store, store.Books)
{
    public override IContactStore Contacts { get; } = new PagedContacts(store.Contacts, beforePage);

    private sealed class PagedContacts(IContactStore contacts, Func<int, Task> beforePage) : IContactStore
    {
        private int _page;

        public ValueTask<Written<UploadOutcome>> UploadAsync(
            CustomerId customer, BookId book, UploadPlan plan, DateTimeOffset now, AnswerToKeep<UploadOutcome>? keep, CancellationToken cancellation) =>
            contacts.UploadAsync(customer, book, plan, now, keep, cancellation);

        public ValueTask<UploadOutcome> PredictAsync(CustomerId customer, UploadPlan plan) => contacts.PredictAsync(customer, plan);

        public ValueTask<Written<TidyingOutcome>> TidyAsync(
            CustomerId customer, TidyingRequest request, DateTimeOffset now, AnswerToKeep<TidyingOutcome>? keep, CancellationToken cancellation) =>
            contacts.TidyAsync(customer, request, now, keep, cancellation);

        public ValueTask<TidyingOutcome> PredictAsync(CustomerId customer, TidyingRequest request) => contacts.PredictAsync(customer, request);

        public ValueTask<Contact?> FindAsync(CustomerId customer, ContactUid contact) => contacts.FindAsync(customer, contact);

        public ValueTask<Page<Contact, ContactCursor>> ListInSeveralBooksAsync(CustomerId customer, Slice<ContactCursor> slice) =>
            contacts.ListInSeveralBooksAsync(customer, slice);

        public ValueTask<long> CountInSeveralBooksAsync(CustomerId customer) => contacts.CountInSeveralBooksAsync(customer);

        public async ValueTask<Page<Contact, ContactCursor>> ListAsync(CustomerId customer, BookId book, Slice<ContactCursor> slice)
        {
            await beforePage(Interlocked.Increment(ref _page));
            return await contacts.ListAsync(customer, book, slice);
        }

        public ValueTask<Page<Contact, ContactCursor>> SearchAsync(
            CustomerId customer, BookId book, SearchQuery query, Slice<ContactCursor> slice, CancellationToken cancellation) =>
            contacts.SearchAsync(customer, book, query, slice, cancellation);

        public ValueTask<Page<Contact, ContactCursor>> ListSortedAsync(
            CustomerId customer,
            BookId book,
            ContactSort sort,
            SearchQuery? query,
            int limit,
            ContactCursor? after,
            CancellationToken cancellation) =>
            contacts.ListSortedAsync(customer, book, sort, query, limit, after, cancellation);
    }
}
