using Npgsql;

namespace ContactBooks.Specs.Servers;

/// <summary>
/// Makes a server's data folder a copy of another server's, by the functions that <c>pg_basebackup</c> calls too:
/// builds of PostgreSQL that are packed for tests come without that program. See "Making a Base Backup Using the Low Level
/// API" in PostgreSQL's manual, which also says what is left out.
/// </summary>
internal static class BaseBackup
{
    private static readonly string[] NotCopied = ["postmaster.pid", "postmaster.opts", "pg_internal.init", "standby.signal", "current_logfiles"];

    private static readonly string[] LeftEmpty =
        ["pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans"];

    /// <summary>Copies a running server.</summary>
    /// <param name="from">The server. It must keep its log until the standby has read it (<c>wal_keep_size</c>).</param>
    /// <param name="to">A server that isn't running; what its data folder has is deleted.</param>
    public static async Task TakeAsync(PostgresServer from, PostgresServer to)
    {
        if (Directory.Exists(to.DataFolder))
            Directory.Delete(to.DataFolder, recursive: true);

        await using var connection = await from.ConnectAsync();
        await using (var begin = new NpgsqlCommand("select pg_backup_start('standby', fast => true)", connection))
        {
            await begin.ExecuteNonQueryAsync();
        }

        Copy(new DirectoryInfo(from.DataFolder), to.DataFolder);
        await using var end = new NpgsqlCommand("select labelfile from pg_backup_stop(wait_for_archive => false)", connection);
        await File.WriteAllTextAsync(Path.Combine(to.DataFolder, "backup_label"), (string)(await end.ExecuteScalarAsync())!);
        File.SetUnixFileMode(to.DataFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await ServerUser.OwnAsync(to.DataFolder);
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in from.EnumerateFileSystemInfos())
        {
            var target = Path.Combine(to, entry.Name);
            switch (entry)
            {
                case DirectoryInfo folder when LeftEmpty.Contains(folder.Name):
                    Directory.CreateDirectory(target);
                    break;
                case DirectoryInfo folder when !folder.Name.StartsWith("pgsql_tmp", StringComparison.Ordinal):
                    Copy(folder, target);
                    break;
                case FileInfo file when !NotCopied.Contains(file.Name):
                    CopyFile(file, target);
                    break;
            }
        }
    }

    private static void CopyFile(FileInfo file, string target)
    {
        try
        {
            file.CopyTo(target);
        }
        catch (FileNotFoundException)
        {
            // Deleted while the folder was read, a dropped table's for instance: the log says so to the standby too.
        }
    }
}
