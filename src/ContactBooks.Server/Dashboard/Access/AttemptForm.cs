using ContactBooks.Server.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ContactBooks.Server.Dashboard.Access;

/// <summary>A component by which somebody shows who they are. Whoever has tried too often is told to wait.</summary>
public abstract class AttemptForm : DashboardPage
{
    [Inject]
    private IStringLocalizer<AccessTexts> AccessTexts { get; set; } = null!;

    /// <summary>Whether an attempt came to nothing; the page then says why.</summary>
    /// <param name="attempt">What came of it.</param>
    /// <param name="fault">What is wrong where it may be tried again at once.</param>
    private protected bool IsRefused(SignInAttempt attempt, string fault)
    {
        if (attempt.Wait is { } wait)
        {
            Refuse(AccessTexts["TooManyAttempts", Math.Ceiling(wait.TotalMinutes)], StatusCodes.Status429TooManyRequests);
        }
        else if (attempt.AccountUid is null)
        {
            Refuse(fault);
        }

        return attempt.AccountUid is null;
    }
}
