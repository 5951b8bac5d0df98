namespace ContactBooks.Server.Commands;

/// <summary>A command can't do what was asked; its message is for the operator and says what to do.</summary>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
/// <param name="message">What is wrong and what to do.</param>
internal sealed class CommandException(int exitCode, string message) : Exception(message)
{
    /// <summary>What the program ends with.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>An option or argument has a wrong value.</summary>
    public static CommandException Usage(string message) => new(Commands.ExitCode.WrongUsage, message);

    /// <summary>Something asked for isn't there, or could not be done.</summary>
    public static CommandException Failure(string message) => new(Commands.ExitCode.Failed, message);
}
