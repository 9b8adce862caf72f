using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pades.Validation;

/// <summary>A signature or document timestamp of the file.</summary>
/// <param name="Field">The field in the newest revision that has the signature.</param>
/// <param name="Dictionary">The signature dictionary there.</param>
/// <param name="LastSeen">Index of that revision.</param>
/// <param name="Removed">The newest revision of the file no longer has it.</param>
/// <param name="Range">The covered bytes.</param>
/// <param name="SignedField">The field as it was signed; null when the signed revision does not have the signature.</param>
internal sealed record FoundSignature(
    SignatureField Field, PdfDictionary Dictionary, int LastSeen, bool Removed, SignedRange Range, SignatureField? SignedField)
{
    /// <summary>The dictionary to believe: the signed one where there is one.</summary>
    public PdfDictionary Signed => SignedField?.Value ?? Dictionary;

    public bool IsTimestamp => Signed.GetName("SubFilter") == "ETSI.RFC3161" || Signed.GetName("Type") == "DocTimeStamp";
}

/// <summary>Finds signatures in the newest revision, and those that later revisions removed.</summary>
internal static class SignatureFinder
{
    // Removed signatures are looked for in so many revisions; the newest one is always read.
    private const int MaxRevisions = 64;

    // And in so many fields of them together.
    private const int MaxOldFields = 50_000;

    public static IReadOnlyList<FoundSignature> Find(PdfDocument document)
    {
        var found = new List<FoundSignature>();
        var gaps = new HashSet<long>();
        var looked = 0;
        var fields = new IReadOnlyList<SignatureField>?[document.RevisionCount];
        for (var i = document.RevisionCount - 1; i >= 0 && i >= document.RevisionCount - MaxRevisions; i--)
        {
            var newest = i == document.RevisionCount - 1;
            looked += newest ? 0 : fields[i + 1]!.Count;
            if (looked > MaxOldFields)
            {
                break;
            }

            foreach (var field in newest ? FieldsOf(document, fields, i) : TryFieldsOf(document, fields, i))
            {
                if (field.Value is not { } dictionary)
                {
                    continue;
                }

                var range = SignedRange.Read(document, document.Revision(i), dictionary);
                if (newest || (range.IsUsable && !gaps.Contains(range.GapStart)))
                {
                    var complete = Complete(document, fields, field, dictionary, i, range, removed: !newest);
                    if (!IsSecondField(complete, gaps))
                    {
                        found.Add(complete);
                    }
                }

                gaps.Add(range.GapStart);
            }
        }

        return found;
    }

    /// <summary>Two fields that named one signature when it was made show one signature, not two.</summary>
    private static bool IsSecondField(FoundSignature found, HashSet<long> gaps) =>
        found.Range.IsUsable && gaps.Contains(found.Range.GapStart) && found.SignedField?.FullName == found.Field.FullName;

    private static FoundSignature Complete(
        PdfDocument document, IReadOnlyList<SignatureField>?[] fields, SignatureField field, PdfDictionary dictionary, int lastSeen,
        SignedRange range, bool removed)
    {
        SignatureField? signed = null;
        if (range.Revision >= 0)
        {
            var revision = document.Revision(range.Revision);
            var named = TryFieldsOf(document, fields, range.Revision)
                .Where(f => f.Value is { } value && range.IsGapOf(revision.Resolve(value["Contents"]) as PdfString)).ToList();
            signed = named.Find(f => f.FullName == field.FullName) ?? named.FirstOrDefault();
            range = signed is null ? range.With("the gap is not /Contents of a signature field of the signed revision")
                : signed.Value!.HasDuplicateKeys ? range.With("the signature dictionary has a key twice") : range;
        }

        return new FoundSignature(field, dictionary, lastSeen, removed, range, signed);
    }

    private static IReadOnlyList<SignatureField> TryFieldsOf(PdfDocument document, IReadOnlyList<SignatureField>?[] fields, int index)
    {
        try
        {
            return FieldsOf(document, fields, index);
        }
        catch (PdfFormatException)
        {
            // An old revision that can't be read has no signature that anyone could check.
            return fields[index] = [];
        }
    }

    private static IReadOnlyList<SignatureField> FieldsOf(PdfDocument document, IReadOnlyList<SignatureField>?[] fields, int index) =>
        fields[index] ??= SignatureFieldReader.Read(document.Revision(index));
}
