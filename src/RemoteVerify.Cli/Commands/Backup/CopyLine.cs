using RemoteVerify.Storage.Backups;

namespace RemoteVerify.Cli.Commands.Backup;

/// <summary>Tells on standard error how far a copy is, a line for each tenth.</summary>
internal static class CopyLine
{
    private static long _told = -1;

    public static void Report(CopyProgress progress)
    {
        long tenth = progress.AllRows == 0 ? 10 : progress.Rows * 10 / progress.AllRows;
        if (Interlocked.Exchange(ref _told, tenth) != tenth)
        {
            Output.Message($"{tenth * 10} %: {progress.Rows} of {progress.AllRows} rows, {progress.Table}");
        }
    }
}
