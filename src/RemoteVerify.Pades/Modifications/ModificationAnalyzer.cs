using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pades.Modifications;

/// <summary>What happened after a signature, and whether it may.</summary>
/// <param name="Level">The greatest change of all later revisions.</param>
/// <param name="Allowed">No later revision did more than the signature and the policy allow.</param>
/// <param name="Findings">Why not, in words without personal data.</param>
public sealed record ModificationVerdict(ModificationLevel Level, bool Allowed, IReadOnlyList<string> Findings)
{
    /// <summary>What is worth knowing although it is allowed: new fields over visible content.</summary>
    public IReadOnlyList<string> Observations { get; init; } = [];
}

/// <summary>Compares each revision with the one before it, once, and judges signatures by the result.</summary>
public sealed class ModificationAnalyzer
{
    /// <summary>Items of objects that may be looked at for one document; looking an object up counts as sixteen.</summary>
    public const long MaxVisits = 16_000_000;

    private readonly PdfDocument _document;
    private readonly RevisionChange?[] _changes;
    private readonly List<RevisionTrees> _trees = [];
    private readonly VisitBudget _budget = new(MaxVisits);

    /// <summary>Prepares for a document; the work is done when asked.</summary>
    public ModificationAnalyzer(PdfDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        _document = document;
        _changes = new RevisionChange?[document.RevisionCount];
    }

    /// <summary>What revision <paramref name="index"/> (from 1) did to the one before it.</summary>
    public RevisionChange Change(int index) =>
        _changes[index] ??= RevisionComparer.Compare(Trees(index - 1), Trees(index), _budget);

    // Neighbours are compared one after the other, so the newer one of one comparison is the older one of the next.
    private RevisionTrees Trees(int index)
    {
        _trees.RemoveAll(t => Math.Abs(t.Revision.Index - index) > 1);
        if (_trees.Find(t => t.Revision.Index == index) is { } known)
        {
            return known;
        }

        var trees = new RevisionTrees(_document.Revision(index), _budget);
        _trees.Add(trees);
        return trees;
    }

    /// <summary>
    /// Judges everything after <paramref name="signedRevision"/>. Annotations are reported and never allowed, even where
    /// DocMDP allows them: a viewer can't tell a note from the document (PADES.md 4.6).
    /// </summary>
    /// <param name="signedRevision">Index of the revision that the signature covers.</param>
    /// <param name="restrictions">Restrictions of the signature and of those before it.</param>
    public ModificationVerdict Judge(int signedRevision, IReadOnlyList<SignatureRestrictions> restrictions)
    {
        ArgumentNullException.ThrowIfNull(restrictions);
        var level = ModificationLevel.None;
        var findings = new List<string>();
        var certification = restrictions.Min(r => r.CertificationLevel) ?? 2;
        var observations = new List<string>();
        var certified = restrictions.Any(r => r.IsCertification);
        var locks = restrictions.SelectMany(r => r.Locks).ToList();
        for (var index = signedRevision + 1; index < _document.RevisionCount; index++)
        {
            var change = Change(index);
            level = change.Level > level ? change.Level : level;
            findings.AddRange(change.Findings.Select(f => $"revision {index + 1}: {f}"));
            if (certification == 1 && change.Level > ModificationLevel.LtaUpdates)
            {
                findings.Add($"revision {index + 1}: the certification allows no change");
            }

            observations.AddRange(change.Observations.Select(o => $"revision {index + 1}: {o}"));
            if (certified && (change.CoversContent || change.HasUnsignedNewField))
            {
                findings.Add($"revision {index + 1}: a new field lies over the certified content, or is not for a signature made with it");
            }

            if (change.ChangedFields.Any(name => locks.Any(l => l.Locks(name))))
            {
                findings.Add($"revision {index + 1}: a locked field changed");
            }
        }

        return new ModificationVerdict(level, findings.Count == 0 && level <= ModificationLevel.FormFilling, findings) { Observations = observations };
    }
}
