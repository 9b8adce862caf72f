namespace RemoteVerify.Cli.Commands.Fuzz.Chips;

/// <summary>What came of judging a mutant.</summary>
/// <param name="Verdict">In one word, for counting.</param>
/// <param name="Claim">What is claimed to be genuine, trusted or signed, for <see cref="ChipSeed.Objection"/>; null when nothing is.</param>
/// <param name="Texts">Sentences that were made on the way and may be shown or logged.</param>
internal sealed record ChipAnswer(string Verdict, object? Claim = null, IEnumerable<string>? Texts = null);

/// <summary>One file of a seed.</summary>
/// <param name="Name">As the judge knows it.</param>
/// <param name="IsText">Changed as text, not as data objects.</param>
/// <param name="IsChanged">False for what the operator hands in and a mutant must leave alone (anchors).</param>
internal sealed record SeedFile(string Name, byte[] Bytes, bool IsText = false, bool IsChanged = true);

/// <summary>Files that are changed one at a time, and how they are judged.</summary>
internal abstract class ChipSeed(string name, string kind, IReadOnlyList<SeedFile> files)
{
    public string Name => name;

    /// <summary>What it is, for the table of the report.</summary>
    public string Kind => kind;

    public IReadOnlyList<SeedFile> Files => files;

    /// <summary>Those that mutants are made of.</summary>
    public IReadOnlyList<SeedFile> Changeable { get; } = [.. files.Where(file => file.IsChanged)];

    /// <summary>Runs the room on the files; this is what time and memory are measured of. Throws only what the room may throw.</summary>
    public abstract ChipAnswer Judge(IReadOnlyDictionary<string, byte[]> files);

    /// <summary>Why the claim must not be made although the room made it: something hashed or signed is not what it was. Null when it may.</summary>
    /// <remarks>Works on the bytes with own code, and never asks the room.</remarks>
    public virtual string? Objection(IReadOnlyDictionary<string, byte[]> files, object claim) => null;

    protected byte[] Original(string file) => files.First(one => one.Name == file).Bytes;
}
