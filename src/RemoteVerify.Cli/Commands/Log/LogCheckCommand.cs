using System.CommandLine;
using RemoteVerify.AuditLog;
using RemoteVerify.AuditLog.Checkpoints;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Cli.Commands.Log;

/// <summary><c>rv log check</c>: the audit log, checked as an outsider who trusts nothing but a key and what was seen before.</summary>
internal static class LogCheckCommand
{
    public static Command Create()
    {
        Argument<string> source = new("log") { Description = "Address of a service, or a folder with checkpoint.txt, key.json and leaves.json." };
        Option<string> remember = new("--remember") { Description = "File that keeps the key and the newest good checkpoint, so that the next check sees whether the log only grew." };
        Option<string> key = new("--key") { Description = "The key to trust, as the log showed it earlier (the answer of /v1/log/key); else the remembered one, else the one the log shows now." };
        Option<bool> json = CommandTable.Json();
        Command command = new("check", "Check the audit log from outside: signature, every leaf, and that nothing seen before was rewritten.") { source, remember, key, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using ILogSource log = Open(parsed.GetValue(source)!);
            string? file = parsed.GetValue(remember);
            LogMemory? memory = file is null ? null : LogMemory.Read(file);
            LogKey? pinned = parsed.GetValue(key) is { } path ? LogJson.Read<LogKey>(InputFiles.Read(path), path) : null;
            LogFindings found = await CheckAsync(log, pinned, memory, cancellationToken);
            if (file is not null && found.Verdict == LogVerdict.Good)
            {
                new LogMemory(found.Key, found.Note).Write(file);
            }

            new Output(parsed.GetValue(json)).Answer(Json(found), writer => writer.WriteLine(Sentence(found)));
            return found.Verdict == LogVerdict.Good ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    private static ILogSource Open(string source) => Directory.Exists(source) ? new FolderLogSource(source)
        : Uri.TryCreate(source, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" ? new HttpLogSource(new Uri(source))
        : throw CommandException.WrongUse($"{source} is neither a folder nor an address (http://host:port).");

    private static async Task<LogFindings> CheckAsync(ILogSource log, LogKey? pinned, LogMemory? memory, CancellationToken cancellationToken)
    {
        LogKey trusted = pinned ?? memory?.Key ?? await log.KeyAsync(cancellationToken);
        try
        {
            NoteKey noteKey = new(trusted.Name, PublicKeyInfo.Read(trusted.SubjectPublicKeyInfo));
            string note = await log.CheckpointAsync(cancellationToken);
            Checkpoint? head = Read(note, noteKey);
            IReadOnlyList<byte[]> leaves = head is null ? [] : await log.LeavesAsync(head.Size, cancellationToken);
            LogVerdict verdict = await new LogChecker(trusted.Origin, noteKey).CheckAsync(note, leaves, memory?.Checkpoint, cancellationToken);
            return new LogFindings(verdict, trusted, note, head, leaves.Count, memory is null ? null : Read(memory.Checkpoint, noteKey), pinned is null && memory is null);
        }
        catch (Exception exception) when (exception is AuditLogFormatException or PkiFormatException)
        {
            throw CommandException.WrongUse($"This is no log that can be read: {exception.Message}");
        }
    }

    private static Checkpoint? Read(string note, NoteKey key) => SignedNote.Open(note, key) is { } text ? Checkpoint.Parse(text) : null;

    private static object Json(LogFindings found) => new
    {
        verdict = found.Verdict.ToCode(),
        message = Sentence(found),
        origin = found.Key.Origin,
        size = found.Head?.Size,
        root = found.Head is { } head ? Convert.ToBase64String(head.Root.Span) : null,
        leaves = found.Leaves,
        olderSize = found.Older?.Size,
        keyTakenFromLog = found.KeyTakenFromLog,
    };

    private static string Sentence(LogFindings found) => found.Verdict switch
    {
        LogVerdict.Good => $"The log {found.Key.Origin} is sound: {found.Head!.Size} leaves give the signed root"
            + (found.Older is { } older ? $", and they begin with the {older.Size} seen before." : "; it was not seen before, so nothing can be said about its past.")
            + (found.KeyTakenFromLog ? " Its key was taken from the log itself." : ""),
        LogVerdict.NotSignedByThisKey => "The checkpoint is not signed by the key that is trusted for this log.",
        LogVerdict.AnotherOrigin => $"The checkpoint is of another log than {found.Key.Origin}.",
        LogVerdict.RootDiffers => found.Head is { } head && found.Leaves < head.Size
            ? $"The log holds {found.Leaves} leaves, but its checkpoint is signed over {head.Size}: leaves were removed or are kept back."
            : "The leaves don't give the signed root: a leaf was changed, added or put elsewhere.",
        LogVerdict.Shrunk => $"The log has shrunk: {found.Head?.Size} leaves, but {found.Older?.Size} were signed before.",
        LogVerdict.Rewritten => $"The log was rewritten: it no longer begins with the {found.Older?.Size} leaves that were signed before.",
        _ => throw new InvalidOperationException("The checker gave no known verdict."),
    };

    /// <summary>What came out.</summary>
    /// <param name="Verdict">The checker's verdict.</param>
    /// <param name="Key">The key that was trusted.</param>
    /// <param name="Note">The signed checkpoint.</param>
    /// <param name="Head">Its content; null when the signature is not by the key.</param>
    /// <param name="Leaves">Leaf hashes received.</param>
    /// <param name="Older">The remembered checkpoint.</param>
    /// <param name="KeyTakenFromLog">Nobody vouched for the key.</param>
    private sealed record LogFindings(LogVerdict Verdict, LogKey Key, string Note, Checkpoint? Head, int Leaves, Checkpoint? Older, bool KeyTakenFromLog);
}
