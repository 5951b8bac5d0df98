using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Observability;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactBooks.Specs.Http;

public class FaultLogSpecs
{
    [Theory]
    [InlineData(StoreFaultKind.Full, "STORE_FULL")]
    [InlineData(StoreFaultKind.Unavailable, "STORE_UNAVAILABLE")]
    public async Task A_fault_of_the_store_is_one_line_with_its_reason_and_no_stack(StoreFaultKind kind, string code)
    {
        var line = await LoggedAsync(() => throw new StoreFaultException(kind, "No space is left.", new IOException("secret path")));

        line.Should().Contain(code).And.Contain("No space is left.").And.Contain("System.IO.IOException").And.NotContain("secret");
        line.Should().NotContain("\n").And.NotContain("   at ");
    }

    [Fact]
    public async Task A_fault_of_ours_is_logged_with_its_stack_and_without_its_message()
    {
        var line = await LoggedAsync(() => throw new InvalidDataException("secret path"));

        line.Should().Contain("INTERNAL_ERROR").And.Contain("System.IO.InvalidDataException").And.Contain("   at ").And.NotContain("secret");
    }

    private static async Task<string> LoggedAsync(Action fail)
    {
        var lines = new Lines();
        RequestDelegate next = _ =>
        {
            fail();
            return Task.CompletedTask;
        };
        await new EnvelopeMiddleware(next, new FailureLog(lines), new RequestLog(NullLogger<RequestLog>.Instance)).InvokeAsync(new DefaultHttpContext());
        return lines.Single();
    }

    private sealed class Lines : List<string>, ILogger<FailureLog>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add(formatter(state, exception));
    }
}
