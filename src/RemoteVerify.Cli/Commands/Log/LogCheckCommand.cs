using System.CommandLine;
using RemoteVerify.AuditLog;
using RemoteVerify.AuditLog.Checkpoints;
using RemoteVerify.AuditLog.Tiles;
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
        Option<string> remember = new("--remember") { Description = "File that keeps the key and the newest good checkpoint, with the leaf hashes in FILE.leaves beside it, so that the next check sees whether the log only grew and names the first leaf that was altered." };
        Option<string> key = new("--key") { Description = "The key to trust, as the log showed it earlier (the answer of /v1/log/key, or ORIGIN and a verifier key); else the remembered one, else the one the log shows now." };
        Option<bool> json = CommandTable.Json();
        Command command = new("check", "Check the audit log from outside: signature, every leaf with its entry, and that nothing seen before was rewritten. Names the first altered leaf.") { source, remember, key, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using ILogSource log = Open(parsed.GetValue(source)!);
            string? file = parsed.GetValue(remember);
            LogMemory? memory = file is null ? null : LogMemory.Read(file);
            LogKey? pinned = parsed.GetValue(key) is { } path ? LogKey.Read(path) : null;
            IReadOnlyList<byte[]> kept = file is null ? [] : LogMemory.ReadLeaves(file);
            LogFindings found = await CheckAsync(log, pinned, memory, kept, cancellationToken);
            if (file is not null && found.Verdict == LogVerdict.Good)
            {
                new LogMemory(found.Key, found.Note).Write(file, found.Leaves);
            }

            new Output(parsed.GetValue(json)).Answer(Json(found), writer => writer.WriteLine(Sentence(found)));
            return found.Verdict == LogVerdict.Good ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    private static ILogSource Open(string source) => Directory.Exists(source) ? new FolderLogSource(source)
        : Uri.TryCreate(source, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" ? new HttpLogSource(new Uri(source))
        : throw CommandException.WrongUse($"{source} is neither a folder nor an address (http://host:port).");

    private static async Task<LogFindings> CheckAsync(ILogSource log, LogKey? pinned, LogMemory? memory, IReadOnlyList<byte[]> kept, CancellationToken cancellationToken)
    {
        LogKey trusted = pinned ?? memory?.Key ?? await log.KeyAsync(cancellationToken);
        try
        {
            NoteKey noteKey = new(trusted.Name, PublicKeyInfo.Read(trusted.SubjectPublicKeyInfo));
            string note = await log.CheckpointAsync(cancellationToken);
            Checkpoint? head = Read(note, noteKey);
            Checkpoint? older = memory is null ? null : Read(memory.Checkpoint, noteKey);
            IReadOnlyList<byte[]> leaves = head is null ? [] : [.. (await log.LeavesAsync(head.Size, cancellationToken)).Take((int)head.Size)];
            IReadOnlyList<byte[]> entries = head is null ? [] : await log.EntriesAsync(head.Size, cancellationToken);
            LogVerdict verdict = await new LogChecker(trusted.Origin, noteKey).CheckAsync(note, leaves, memory?.Checkpoint, cancellationToken);
            AlteredLeaf? altered = head is null || verdict is LogVerdict.AnotherOrigin
                ? null
                : await SearchAsync(log, verdict, head, leaves, entries, [.. kept.Take((int)(older?.Size ?? 0))], cancellationToken);
            verdict = verdict == LogVerdict.Good && altered is not null ? LogVerdict.EntryDiffers : verdict;
            return new LogFindings(verdict, trusted, note, head, leaves, entries.Count, older, pinned is null && memory is null, altered);
        }
        catch (Exception exception) when (exception is AuditLogFormatException or PkiFormatException)
        {
            throw CommandException.WrongUse($"This is no log that can be read: {exception.Message}");
        }
    }

    private static async Task<AlteredLeaf?> SearchAsync(
        ILogSource log, LogVerdict verdict, Checkpoint head, IReadOnlyList<byte[]> leaves, IReadOnlyList<byte[]> entries, IReadOnlyList<byte[]> kept, CancellationToken cancellationToken)
    {
        if (verdict != LogVerdict.Good && AlteredLeafSearch.Among(kept, leaves) is { } known)
        {
            return known;
        }

        AlteredLeaf? byEntry = AlteredLeafSearch.ByEntries(leaves, entries);
        return byEntry is not null || verdict != LogVerdict.RootDiffers
            ? byEntry
            : await AlteredLeafSearch.UnderHeadAsync(head, leaves, await log.AboveAsync(head.Size, cancellationToken), (index, ct) => log.ProofAsync(index, head.Size, ct), cancellationToken);
    }

    private static Checkpoint? Read(string note, NoteKey key) => SignedNote.Open(note, key) is { } text ? Checkpoint.Parse(text) : null;

    private static object Json(LogFindings found) => new
    {
        verdict = found.Verdict.ToCode(),
        message = Sentence(found),
        origin = found.Key.Origin,
        size = found.Head?.Size,
        root = found.Head is { } head ? Convert.ToBase64String(head.Root.Span) : null,
        leaves = found.Leaves.Count,
        entries = found.Entries,
        olderSize = found.Older?.Size,
        keyTakenFromLog = found.KeyTakenFromLog,
        firstAltered = found.Altered?.Index,
        firstAlteredBy = found.Altered?.Proof.ToString(),
    };

    private static string Sentence(LogFindings found) => Verdict(found) + (found.Verdict is LogVerdict.RootDiffers or LogVerdict.Rewritten or LogVerdict.Shrunk ? Named(found) : "");

    private static string Named(LogFindings found) => found.Altered switch
    {
        { Proof: AlterationProof.SeenBefore } altered => $" The first leaf that is not the one seen before is {altered.Index}.",
        { Proof: AlterationProof.EntryDiffers } altered => $" The first leaf that is not the hash of its entry is {altered.Index}.",
        { } altered => $" The first leaf that the log itself can't prove under its signed head is {altered.Index}.",
        null => " Which leaf was altered first can't be said: nothing was kept of the leaves (--remember), and the log agrees with itself.",
    };

    private static string Verdict(LogFindings found) => found.Verdict switch
    {
        LogVerdict.Good => $"The log {found.Key.Origin} is sound: {found.Head!.Size} leaves give the signed root"
            + (found.Older is { } older ? $", and they begin with the {older.Size} seen before." : "; it was not seen before, so nothing can be said about its past.")
            + (found.KeyTakenFromLog ? " Its key was taken from the log itself." : ""),
        LogVerdict.NotSignedByThisKey => "The checkpoint is not signed by the key that is trusted for this log.",
        LogVerdict.AnotherOrigin => $"The checkpoint is of another log than {found.Key.Origin}.",
        LogVerdict.RootDiffers => found.Head is { } head && found.Leaves.Count < head.Size
            ? $"The log holds {found.Leaves.Count} leaves, but its checkpoint is signed over {head.Size}: leaves were removed or are kept back."
            : "The leaves don't give the signed root: a leaf was changed, added or put elsewhere.",
        LogVerdict.Shrunk => $"The log has shrunk: {found.Head?.Size} leaves, but {found.Older?.Size} were signed before.",
        LogVerdict.Rewritten => $"The log was rewritten: it no longer begins with the {found.Older?.Size} leaves that were signed before.",
        LogVerdict.EntryDiffers => $"The leaves are the signed ones, but the entry that the log publishes for leaf {found.Altered?.Index} is not what that leaf stands for.",
        _ => throw new InvalidOperationException("The checker gave no known verdict."),
    };

    /// <summary>What came out.</summary>
    /// <param name="Verdict">The checker's verdict.</param>
    /// <param name="Key">The key that was trusted.</param>
    /// <param name="Note">The signed checkpoint.</param>
    /// <param name="Head">Its content; null when the signature is not by the key.</param>
    /// <param name="Leaves">Leaf hashes received.</param>
    /// <param name="Entries">Entries that were compared with their leaves.</param>
    /// <param name="Older">The remembered checkpoint.</param>
    /// <param name="KeyTakenFromLog">Nobody vouched for the key.</param>
    /// <param name="Altered">The first leaf that is known to be altered.</param>
    private sealed record LogFindings(
        LogVerdict Verdict, LogKey Key, string Note, Checkpoint? Head, IReadOnlyList<byte[]> Leaves, int Entries, Checkpoint? Older, bool KeyTakenFromLog, AlteredLeaf? Altered);
}
