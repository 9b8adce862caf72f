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
internal abstract class ChipSeed
{
    private readonly Lazy<bool> _isSound;

    protected ChipSeed(string name, string kind, IReadOnlyList<SeedFile> files)
    {
        (Name, Kind, Files) = (name, kind, files);
        Changeable = [.. files.Where(file => file.IsChanged)];
        _isSound = new Lazy<bool>(HoldsUp);
    }

    public string Name { get; }

    /// <summary>What it is, for the table of the report.</summary>
    public string Kind { get; }

    public IReadOnlyList<SeedFile> Files { get; }

    /// <summary>Those that mutants are made of.</summary>
    public IReadOnlyList<SeedFile> Changeable { get; }

    /// <summary>Whether it holds up as it is. A seed that does not may be repaired by a mutation, which is no finding but is told.</summary>
    public bool IsSound => _isSound.Value;

    /// <summary>Whether a sentence about it could say something about a person.</summary>
    public bool IsPersonal => Kind is "chip" or "file" or "text" or "active-authentication" or "chip-authentication";

    /// <summary>Runs the room on the files; this is what time and memory are measured of. Throws only what the room may throw.</summary>
    public abstract ChipAnswer Judge(IReadOnlyDictionary<string, byte[]> files);

    /// <summary>Why the claim must not be made although the room made it: something hashed or signed is not what it was. Null when it may.</summary>
    /// <remarks>Works on the bytes with own code, and never asks the room.</remarks>
    public virtual string? Objection(IReadOnlyDictionary<string, byte[]> files, object claim) => null;

    protected byte[] Original(string file) => Files.First(one => one.Name == file).Bytes;

    /// <summary>Whether the claim is all that a sound seed makes.</summary>
    protected virtual bool IsWhole(object claim) => true;

    private bool HoldsUp()
    {
        try
        {
            return Judge(Files.ToDictionary(file => file.Name, file => file.Bytes)).Claim is { } claim && IsWhole(claim);
        }
        catch (Exception exception) when (exception is RemoteVerify.IdDocument.IdDocumentFormatException or RemoteVerify.Pki.PkiFormatException)
        {
            return false;
        }
    }
}
