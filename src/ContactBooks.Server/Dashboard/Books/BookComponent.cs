using ContactBooks.Core.Books;
using ContactBooks.Core.Store;
using Microsoft.AspNetCore.Components;

namespace ContactBooks.Server.Dashboard.Books;

/// <summary>A page of one book: finds it before anything else, and is none where the customer has no such book.</summary>
public abstract class BookComponent : DashboardPage
{
    /// <summary>The book's public identifier, from the address.</summary>
    [Parameter]
    public required string BookUid { get; set; }

    /// <summary>The book; null until it is found, and where there is none.</summary>
    protected Book? Book { get; private set; }

    [Inject]
    private IStore Books { get; set; } = null!;

    [Inject]
    private NavigationManager Places { get; set; } = null!;

    /// <summary>What the page needs of its book.</summary>
    protected virtual Task OnFoundAsync(Book book) => Task.CompletedTask;

    /// <inheritdoc/>
    protected sealed override async Task OnInitializedAsync()
    {
        Book = await Books.Books.FindAsync(Customer, BookUid);
        if (Book is null)
        {
            Places.NotFound();
            return;
        }

        await OnFoundAsync(Book);
    }
}
