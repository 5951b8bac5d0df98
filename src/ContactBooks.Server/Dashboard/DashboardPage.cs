using ContactBooks.Core.Accounts;
using ContactBooks.Core.Customers;
using ContactBooks.Server.Dashboard.Access;
using ContactBooks.Server.Dashboard.Errors;
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

    /// <summary>Whether the page is only looked at. Otherwise a form of it was sent, whose handler comes after all that the page begins with.</summary>
    protected bool IsLook => HttpMethods.IsGet(Http.Request.Method);

    /// <summary>What is wrong with what was sent, to be told beside its form; null for nothing.</summary>
    protected string? Refusal { get; private set; }

    /// <summary>Whose books these are.</summary>
    /// <exception cref="InvalidOperationException">An operator has opened no customer: the page doesn't ask for one, see <see cref="DashboardPolicies"/>.</exception>
    protected CustomerId Customer => Session.Customer?.Id ?? throw new InvalidOperationException("No customer is open.");

    [Inject]
    private NavigationManager Places { get; set; } = null!;

    /// <summary>Has the page answer that what was sent is wrong, and why.</summary>
    protected void Refuse(string fault, int status = StatusCodes.Status422UnprocessableEntity) => (Http.Response.StatusCode, Refusal) = (status, fault);

    /// <summary>Has another page answer, which says why there is not this one.</summary>
    protected void TurnAway(PageFault why)
    {
        Http.Features.Set(why);
        Places.NotFound();
    }
}
