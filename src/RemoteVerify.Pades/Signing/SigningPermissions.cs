// ISO 32000-2, 12.8.2 (transform methods), 12.7.5.5 (field locks), table 22 (encryption permissions).
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pades.Signing;

/// <summary>What the document itself allows to be done to it, as its encryption and its earlier signatures say.</summary>
internal sealed class SigningPermissions
{
    private readonly PdfRevision _revision;
    private readonly IReadOnlyList<SignatureField> _signed;

    public SigningPermissions(PdfRevision revision, IReadOnlyList<SignatureField> fields)
    {
        _revision = revision;
        _signed = [.. fields.Where(field => !field.IsEmpty)];
    }

    public bool HasSignatures => _signed.Count > 0;

    /// <summary>The refusal that stands against signing; null: nothing does.</summary>
    /// <param name="fieldName">Name of the field to be signed.</param>
    /// <param name="isNewField">It has to be made first.</param>
    public PrepareResult.Refused? Judge(string fieldName, bool isNewField, bool certifies)
    {
        if (JudgeEncryption(isNewField) is { } encrypted)
        {
            return encrypted;
        }

        int? certified = CertificationLevel();
        if (certified == 1)
        {
            return new(RefusalCode.ForbiddenByCertification, "The document is certified against any change.");
        }

        if (certified == 2 && isNewField)
        {
            return new(RefusalCode.NewFieldForbiddenByCertification, "The document is certified: only signature fields that exist can be signed.");
        }

        if (_signed.Any(field => Locks(field, fieldName)))
        {
            return new(RefusalCode.LockedByEarlierSignature, "An earlier signature locked the field.");
        }

        if (isNewField && _signed.Any(field => LockLevel(field) == 2))
        {
            return new(RefusalCode.LockedByEarlierSignature, "An earlier signature locked the document: only signature fields that exist can be signed.");
        }

        return certifies && HasSignatures
            ? new(RefusalCode.CertificationMustBeFirst, "A certification signature must be the first signature.")
            : null;
    }

    /// <summary>1 to 3 when a certification signature stands in /Perms.</summary>
    public int? CertificationLevel()
    {
        if (_revision.Get<PdfDictionary>(_revision.Catalog, "Perms") is not { } permissions
            || _revision.Get<PdfDictionary>(permissions, "DocMDP") is not { } signature)
        {
            return null;
        }

        return References(signature).Where(reference => Method(reference) == "DocMDP").Select(Level).Append(2).First();
    }

    private PrepareResult.Refused? JudgeEncryption(bool isNewField)
    {
        if (_revision.Document.Encryption is not { } encryption)
        {
            return null;
        }

        if (!encryption.CanWrite)
        {
            return new(RefusalCode.EncryptionNotSupported, "The document is encrypted with RC4, which is read but not written.");
        }

        bool allowed = isNewField ? encryption.MayModify && encryption.MayAnnotate : encryption.MayFillForms;
        return allowed ? null : new(RefusalCode.ForbiddenByPermissions, "The permissions of the encrypted document forbid signing it.");
    }

    private bool Locks(SignatureField signed, string fieldName)
    {
        PdfDictionary? ownLock = _revision.Get<PdfDictionary>(signed.Dictionary, "Lock");
        if (ownLock is not null && (Names(ownLock, fieldName) || LockLevel(signed) == 1))
        {
            return true;
        }

        foreach (PdfDictionary reference in References(signed.Value!))
        {
            PdfDictionary parameters = _revision.Get<PdfDictionary>(reference, "TransformParams") ?? PdfDictionary.Empty;
            if ((Method(reference) == "FieldMDP" && Names(parameters, fieldName)) || (Method(reference) == "DocMDP" && Level(reference) == 1))
            {
                return true;
            }
        }

        return false;
    }

    private bool Names(PdfDictionary action, string fieldName)
    {
        // A name of a group stands for every field below it.
        bool listed = (_revision.Get<PdfArray>(action, "Fields") ?? PdfArray.Empty)
            .Select(item => (_revision.Resolve(item) as PdfString)?.ToText())
            .Any(name => name is not null && (name == fieldName || fieldName.StartsWith(name + ".", StringComparison.Ordinal)));
        return _revision.Get<PdfName>(action, "Action")?.Value switch
        {
            "All" => true,
            "Include" => listed,
            "Exclude" => !listed,

            // Without an action that is known, the lock is taken at its strictest.
            _ => true,
        };
    }

    /// <summary>What the lock of a signed field allows for the whole document (/P of PDF 2.0).</summary>
    private int? LockLevel(SignatureField signed) => _revision.Get<PdfDictionary>(signed.Dictionary, "Lock") is { } fieldLock
        ? Level(_revision.Get<PdfInteger>(fieldLock, "P")?.Value)
        : null;

    private IEnumerable<PdfDictionary> References(PdfDictionary signature) =>
        (_revision.Get<PdfArray>(signature, "Reference") ?? PdfArray.Empty).Select(item => _revision.Resolve(item)).OfType<PdfDictionary>();

    private string? Method(PdfDictionary reference) => _revision.Get<PdfName>(reference, "TransformMethod")?.Value;

    private int Level(PdfDictionary reference) => _revision.Get<PdfDictionary>(reference, "TransformParams") is { } parameters
        ? Level(_revision.Get<PdfInteger>(parameters, "P")?.Value) ?? 2
        : 2;

    private static int? Level(long? value) => value is >= 1 and <= 3 ? (int)value : null;
}
