namespace RemoteVerify.Cli.Commands.Log;

/// <summary>What an outsider keeps of a log between two checks: without it, a log that was rewritten as a whole looks sound.</summary>
/// <param name="Key">The key as it was first seen.</param>
/// <param name="Checkpoint">The newest checkpoint that was found good.</param>
internal sealed record LogMemory(LogKey Key, string Checkpoint)
{
    /// <summary>What the file holds; null when there is none yet.</summary>
    public static LogMemory? Read(string path) => File.Exists(path) ? LogJson.Read<LogMemory>(InputFiles.Read(path), path) : null;

    public void Write(string path) => InputFiles.Write(path, LogJson.Write(this));
}
