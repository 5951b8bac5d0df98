namespace ContactBooks.Server.Commands;

/// <summary>What the program's exit codes mean; <c>docs/operating.md</c> and the root's <c>--help</c> list them.</summary>
internal static class ExitCode
{
    /// <summary>It did what was asked.</summary>
    public const int Done = 0;

    /// <summary>It could not: something is not there, or a check found a fault.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int WrongUsage = 2;

    /// <summary>
    /// A file's content is at fault: it can't be used, or some of its rows were refused and the others are in (EX_DATAERR of sysexits.h).
    /// </summary>
    public const int BadData = 65;

    /// <summary>The store can't be used now; later it may (EX_UNAVAILABLE of sysexits.h).</summary>
    public const int StoreUnavailable = 69;

    /// <summary>The configuration, or the database it names, is not for this program (EX_CONFIG of sysexits.h).</summary>
    public const int Configuration = 78;

    /// <summary>Ctrl+C or SIGTERM ended it before it was done (128 and the number of SIGINT, as shells have it).</summary>
    public const int Interrupted = 130;
}
