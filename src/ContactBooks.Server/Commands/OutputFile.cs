namespace ContactBooks.Server.Commands;

/// <summary>A file that a command makes: whole, or not there. What was there before stays until the new one is whole.</summary>
internal static class OutputFile
{
    /// <summary>Writes it.</summary>
    /// <exception cref="CommandException">It can't be written.</exception>
    public static async Task<T> WriteAsync<T>(string file, Func<Stream, Task<T>> write)
    {
        var part = file + ".part";
        try
        {
            T result;
            await using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write))
            {
                result = await write(stream);
            }

            File.Move(part, file, overwrite: true);
            return result;
        }
        catch (Exception e)
        {
            Forget(part);
            if (e is IOException or UnauthorizedAccessException)
            {
                throw CommandException.Failure($"{file} can't be written: {e.Message}");
            }

            throw;
        }
    }

    private static void Forget(string part)
    {
        try
        {
            File.Delete(part);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Where it couldn't be made, it can't be deleted either; the first fault says why.
        }
    }
}
