using System.CommandLine;

namespace ContactBooks.Server.Commands;

/// <summary>A command, or a noun that groups some, with the examples that its help shows.</summary>
internal class OperatorCommand : Command
{
    /// <summary>A command of that name.</summary>
    /// <param name="name">The noun or verb.</param>
    /// <param name="description">What it does.</param>
    /// <param name="examples">Whole command lines, ready to be pasted.</param>
    public OperatorCommand(string name, string description, params IReadOnlyList<string> examples)
        : base(name, description) => Examples = examples;

    /// <summary>Whole command lines, ready to be pasted.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>What follows the examples in the help; null for nothing.</summary>
    public string? Notes { get; init; }

    /// <summary>Adds several options, arguments or commands, in the order of the help.</summary>
    protected void AddAll(params IReadOnlyList<Symbol> symbols)
    {
        foreach (var symbol in symbols)
        {
            switch (symbol)
            {
                case Option option:
                    Add(option);
                    break;
                case Argument argument:
                    Add(argument);
                    break;
                default:
                    Add((Command)symbol);
                    break;
            }
        }
    }
}
