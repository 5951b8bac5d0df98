using ContactBooks.Core.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace ContactBooks.Server.Dashboard.Access;

/// <summary>Who may see a page.</summary>
internal static class DashboardPolicies
{
    /// <summary>Whoever works with a customer's books: its members, its owner, and an operator who has opened them.</summary>
    public const string Books = "books";

    /// <summary>Whoever says who may use a customer's books: its owner, and an operator who has opened them.</summary>
    public const string Owner = "owner";

    /// <summary>The server's operators.</summary>
    public const string Operator = "operator";

    public static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(Books, policy => policy.RequireAuthenticatedUser().RequireAssertion(HasCustomer));
        options.AddPolicy(Owner, policy => policy.RequireRole(nameof(AccountRole.Owner), nameof(AccountRole.Operator)).RequireAssertion(HasCustomer));
        options.AddPolicy(Operator, policy => policy.RequireRole(nameof(AccountRole.Operator)));
    }

    private static bool HasCustomer(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http && Sessions.Of(http) is { Customer: not null };
}
