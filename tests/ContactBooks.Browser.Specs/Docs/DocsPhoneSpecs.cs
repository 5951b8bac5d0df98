using ContactBooks.Specs.Http;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContactBooks.Browser.Specs.Docs;

public sealed class DocsPhoneSpecs(Chromium chromium, RunningServer server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("(700) 078-2082", "91", "917000782082", "+91")]
    [InlineData("९८२०० १२३४५", "91", "919820012345", "+91")]
    [InlineData("9.17000782082E+11", "91", "917000782082", "+91")]
    [InlineData("+44 7400 123456", "91", "447400123456", "+44")]
    [InlineData("0151 12345678", "+49", "4915112345678", "+49")]
    [InlineData("0091 70007 82082", "", "917000782082", "+91")]
    [InlineData("9.17E+11", "91", "INVALID_PHONE", "Format the column as Text")]
    [InlineData("7000782082 (Asha)", "91", "INVALID_PHONE", "letters")]
    [InlineData("98200 12345 / 97690 12345", "91", "INVALID_PHONE", "two numbers")]
    [InlineData("7000782082", "", "INVALID_PHONE", "no country code")]
    [InlineData("   ", "91", "MISSING_PHONE", "no phone number")]
    [InlineData("7000782082", "999", "UNKNOWN_CALLING_CODE", "no assigned country calling code")]
    public async Task What_is_typed_is_read_as_an_upload_would_read_it(string phone, string countryCode, string result, string explanation)
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address);
        var form = visit.Page.Locator("#phone-trial");

        await form.GetByLabel("Default country code").FillAsync(countryCode);
        await form.GetByLabel("Phone").FillAsync(phone);

        await Expect(form.Locator(".result")).ToHaveTextAsync(result);
        await Expect(form.Locator(".why")).ToContainTextAsync(explanation);
        await Expect(form.Locator(".verdict")).ToHaveClassAsync(char.IsAsciiDigit(result[0]) ? "verdict kept" : "verdict refused");
    }

    [Theory]
    [InlineData("९८७६५४३२१०", "919876543210")]
    [InlineData("9.17E+11", "INVALID_PHONE")]
    public async Task An_example_is_tried_by_a_click(string example, string result)
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address);
        var form = visit.Page.Locator("#phone-trial");

        await form.GetByRole(AriaRole.Button, new() { Name = example, Exact = true }).ClickAsync();

        await Expect(form.Locator(".result")).ToHaveTextAsync(result);
        await Expect(form.GetByLabel("Phone")).ToHaveValueAsync(example);
    }

    [Fact]
    public async Task A_question_that_another_overtakes_is_given_up_so_that_its_answer_never_comes_late()
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address);
        var form = visit.Page.Locator("#phone-trial");
        var firstCame = new TaskCompletionSource();
        var givenUp = new TaskCompletionSource<string>();
        visit.Page.RequestFailed += (_, request) => givenUp.TrySetResult(request.PostData!);
        await visit.Page.RouteAsync("**/docs/phone", async route =>
        {
            if (route.Request.PostData!.Contains("9.17E+11", StringComparison.Ordinal))
            {
                firstCame.SetResult(); // And gets no answer.
                return;
            }

            await route.ContinueAsync();
        });

        await form.GetByLabel("Phone").FillAsync("9.17E+11");
        await firstCame.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await form.GetByLabel("Phone").FillAsync("7000782082");

        (await givenUp.Task.WaitAsync(Patience, TestContext.Current.CancellationToken)).Should().Contain("9.17E+11");
        await Expect(form.Locator(".result")).ToHaveTextAsync("917000782082");
    }
}
