using System.Globalization;

namespace ContactBooks.Server.Hosting;

/// <summary>
/// A stop that no request notices. From the signal on <c>/health/ready</c> says 503, so that a load balancer turns elsewhere;
/// until it has, connections are taken and answered as before. Only then does Kestrel stop, and finishes what is in flight.
/// </summary>
internal sealed partial class Drain(IHostApplicationLifetime lifetime, ServerSettings settings, TimeProvider clock, ILogger<Drain> log) : IHostedLifecycleService
{
    /// <summary>Whether the server was asked to stop.</summary>
    public bool IsStopping => lifetime.ApplicationStopping.IsCancellationRequested;

    // The host awaits this before it stops anything, Kestrel included.
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (settings.Drain > TimeSpan.Zero)
        {
            Draining(log, settings.Drain.TotalSeconds.ToString(CultureInfo.InvariantCulture));
            await Task.Delay(settings.Drain, clock, cancellationToken);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Information, "Asked to stop: not ready any more, and serving for {Seconds} s yet")]
    private static partial void Draining(ILogger logger, string seconds);
}
