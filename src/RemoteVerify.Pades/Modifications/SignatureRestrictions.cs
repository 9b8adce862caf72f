// ISO 32000-2 clauses 12.8.2.2 (DocMDP), 12.8.2.4 (FieldMDP) and 12.7.5.5 (signature field lock).
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pades.Modifications;

/// <summary>Which fields a signature locks.</summary>
/// <param name="Action">All, Include or Exclude.</param>
/// <param name="Fields">Full names that Include and Exclude speak about.</param>
public sealed record FieldLock(string Action, IReadOnlyList<string> Fields)
{
    /// <summary>The field, or one above it, is locked.</summary>
    public bool Locks(string fullName)
    {
        var named = Fields.Any(f => fullName == f || fullName.StartsWith(f + ".", StringComparison.Ordinal));
        return Action switch
        {
            "All" => true,
            "Include" => named,
            "Exclude" => !named,
            _ => true,
        };
    }

    /// <summary>Prints no field names.</summary>
    public override string ToString() => $"lock {Action} of {Fields.Count}";
}

/// <summary>What a signature forbids to later revisions.</summary>
/// <param name="IsCertification">It is a certification signature (DocMDP transform).</param>
/// <param name="CertificationLevel">1 to 3 from DocMDP or from the lock of the field; null without restriction.</param>
/// <param name="Locks">Field locks from FieldMDP and from the field.</param>
public sealed record SignatureRestrictions(bool IsCertification, int? CertificationLevel, IReadOnlyList<FieldLock> Locks)
{
    /// <summary>Reads them as they stood when the signature was made.</summary>
    public static SignatureRestrictions Read(PdfRevision revision, PdfDictionary signature, PdfDictionary field)
    {
        ArgumentNullException.ThrowIfNull(revision);
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(field);
        int? level = null;
        var certifies = false;
        var locks = new List<FieldLock>();
        foreach (var item in revision.Get<PdfArray>(signature, "Reference") ?? PdfArray.Empty)
        {
            var transform = revision.Resolve(item) as PdfDictionary ?? PdfDictionary.Empty;
            var parameters = revision.Get<PdfDictionary>(transform, "TransformParams") ?? PdfDictionary.Empty;
            switch (revision.Get<PdfName>(transform, "TransformMethod")?.Value)
            {
                case "DocMDP":
                    certifies = true;
                    level = Stricter(level, revision.Get<PdfInteger>(parameters, "P")?.Value ?? 2);
                    break;
                case "FieldMDP":
                    locks.Add(ReadLock(revision, parameters));
                    break;
            }
        }

        if (revision.Get<PdfDictionary>(field, "Lock") is { } fieldLock)
        {
            locks.Add(ReadLock(revision, fieldLock));
            level = revision.Get<PdfInteger>(fieldLock, "P") is { } p ? Stricter(level, p.Value) : level;
        }

        return new SignatureRestrictions(certifies, level, locks);
    }

    private static int Stricter(int? known, long level) => (int)Math.Min(known ?? 3, Math.Clamp(level, 1, 3));

    private static FieldLock ReadLock(PdfRevision revision, PdfDictionary parameters) => new(
        revision.Get<PdfName>(parameters, "Action")?.Value ?? "All",
        [.. (revision.Get<PdfArray>(parameters, "Fields") ?? PdfArray.Empty)
            .Select(revision.Resolve).OfType<PdfString>().Select(s => s.ToText())]);
}
