using ContactBooks.Core.Accounts;
using ContactBooks.Core.Customers;
using ContactBooks.Server.Dashboard.Access;
using Microsoft.AspNetCore.Components;

namespace ContactBooks.Server.Dashboard;

/// <summary>What every component of the dashboard can ask for.</summary>
public abstract class DashboardPage : ComponentBase
{
    /// <summary>The request that is being answered: pages are made here, whole, and live no longer than it.</summary>
    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    /// <summary>Who is signed in.</summary>
    /// <exception cref="InvalidOperationException">Nobody is: the page doesn't ask for it.</exception>
    protected Session Session => Sessions.Of(Http) ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>Whose books these are.</summary>
    /// <exception cref="InvalidOperationException">An operator has opened no customer: the page doesn't ask for one, see <see cref="DashboardPolicies"/>.</exception>
    protected CustomerId Customer => Session.Customer?.Id ?? throw new InvalidOperationException("No customer is open.");
}
