using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pades.Modifications;

/// <summary>The notebook of one comparison of two neighbouring revisions; starts with nothing allowed.</summary>
internal sealed class RevisionComparison(RevisionTrees old, RevisionTrees current, IReadOnlySet<int> changed)
{
    private readonly PdfRevision _before = old.Revision;
    private readonly PdfRevision _after = current.Revision;
    private readonly HashSet<ReferenceEdge> _allowedEdges = [];
    private readonly HashSet<int> _limitedObjects = [];
    private readonly List<string> _findings = [];
    private readonly List<string> _observations = [];
    private readonly HashSet<string> _fields = new(StringComparer.Ordinal);

    public PdfRevision Before => _before;

    public PdfRevision After => _after;

    public RevisionTrees OldTrees => old;

    public RevisionTrees NewTrees => current;

    /// <summary>Objects whose definition differs, new ones included.</summary>
    public IReadOnlySet<int> Changed => changed;

    /// <summary>Widgets of signature fields that this revision creates.</summary>
    public HashSet<int> NewSignatureWidgets { get; } = [];

    /// <summary>Fields and widgets whose /V and /AP may change here, with their full names.</summary>
    public Dictionary<int, string> FillableFields { get; } = [];

    /// <summary>The revision adds a signature field that waits for its signature.</summary>
    public bool HasUnsignedNewField { get; private set; }

    /// <summary>A new signature field lies over text, pictures or fields of a page, as the signed revision shows it.</summary>
    public bool CoversContent { get; private set; }

    /// <summary>What is worth knowing although it is allowed.</summary>
    public IReadOnlyList<string> Observations => _observations;

    public ModificationLevel Level { get; private set; } = ModificationLevel.None;

    public IReadOnlyList<string> Findings => _findings;

    public IReadOnlySet<string> ChangedFields => _fields;

    public void Raise(ModificationLevel level) => Level = level > Level ? level : Level;

    public void Reject(string finding)
    {
        Raise(ModificationLevel.Other);
        Note(finding);
    }

    public void NoteUnsignedField() => HasUnsignedNewField = true;

    public void NoteCover(string observation)
    {
        CoversContent = true;
        _observations.Add(observation);
    }

    public void Note(string finding)
    {
        if (_findings.Count < 50)
        {
            _findings.Add(finding);
        }
    }

    public void FieldChanged(string name, ModificationLevel level)
    {
        Raise(level);
        if (level > ModificationLevel.LtaUpdates)
        {
            _fields.Add(name);
        }
    }

    /// <summary>The list under a key of the newer revision; empty when absent, rejected when it is something else.</summary>
    public PdfArray NewList(PdfDictionary holder, string key, string what)
    {
        switch (_after.Resolve(holder[key]))
        {
            case PdfArray list:
                return list;
            case PdfNull:
                return PdfArray.Empty;
            default:
                Reject($"{what}: /{key} is not a list");
                return PdfArray.Empty;
        }
    }

    /// <summary>The reference may lead to a changed object.</summary>
    public void AllowEdge(Place place, PdfObject? value)
    {
        if (value is PdfReference reference)
        {
            _allowedEdges.Add(new ReferenceEdge(place.Holder, place.Path, reference.Number));
        }
    }

    public bool IsAllowed(ReferenceEdge edge) => _allowedEdges.Contains(edge);

    /// <summary>The object was compared key by key, and only keys that mean nothing elsewhere differ: any path may lead to it.</summary>
    public void AllowLimited(int number) => _limitedObjects.Add(number);

    public bool IsLimited(int number) => _limitedObjects.Contains(number);

    /// <summary>Rejects every key whose value differs, except those named.</summary>
    public bool SameExcept(PdfDictionary old, PdfDictionary current, string what, params ReadOnlySpan<string> except)
    {
        if (current.HasDuplicateKeys && !current.Equals(old))
        {
            // Readers disagree about which of the two counts.
            Reject($"{what}: a key comes twice");
            return false;
        }

        foreach (var key in old.Keys.Union(current.Keys))
        {
            if (!except.Contains(key) && !SameNumbers.Are(old[key] ?? PdfNull.Instance, current[key] ?? PdfNull.Instance))
            {
                Reject($"{what}: /{key} changed");
                return false;
            }
        }

        return true;
    }
}

/// <summary>A place in the old revision: the indirect object that holds it (0 is the trailer) and the keys from there.</summary>
internal readonly record struct Place(int Holder, string Path)
{
    public Place Down(string key) => this with { Path = Path + "/" + key };

    /// <summary>The place of a value: inside the object it refers to, or further down in this one.</summary>
    public Place Into(string key, PdfDictionary holder) =>
        holder[key] is PdfReference reference ? new Place(reference.Number, "") : Down(key);
}
