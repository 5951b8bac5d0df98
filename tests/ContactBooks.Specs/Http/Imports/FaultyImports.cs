using System.Reflection;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Http.Imports;

/// <summary>A store whose imports do what a test says before the real ones do their work: a fault at a chosen moment can't be had on demand.</summary>
public class FaultyImports : DispatchProxy
{
    private object _real = null!;
    private Action<string> _before = null!;

    /// <summary>The store, with something put before each of its imports' methods.</summary>
    /// <param name="store">The real one.</param>
    /// <param name="before">Gets a method's name; what it throws is what its caller gets.</param>
    public static IStore Of(IStore store, Action<string> before) => Make(store, before);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (_real is IImportStore)
        {
            _before(targetMethod!.Name);
        }

        var result = targetMethod!.Invoke(_real, BindingFlags.DoNotWrapExceptions, null, args, null);
        return result is IImportStore imports ? Make(imports, _before) : result;
    }

    private static T Make<T>(T real, Action<string> before)
        where T : class
    {
        var proxy = Create<T, FaultyImports>();
        ((FaultyImports)(object)proxy)._real = real;
        ((FaultyImports)(object)proxy)._before = before;
        return proxy;
    }
}
