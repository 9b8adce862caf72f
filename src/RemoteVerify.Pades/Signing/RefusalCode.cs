namespace RemoteVerify.Pades.Signing;

/// <summary>Why a document is not signed.</summary>
public enum RefusalCode
{
    /// <summary>The bytes are no PDF that can be updated without guessing.</summary>
    BrokenFile,

    /// <summary>The file, or the signed file, is larger than 2 GiB, the most that is handled.</summary>
    FileTooLarge,

    /// <summary>Encrypted, and the password given (or none) does not open it.</summary>
    PasswordRequired,

    /// <summary>Encrypted in a way that is read but not written (RC4).</summary>
    EncryptionNotSupported,

    /// <summary>The permissions of the encrypted file forbid it.</summary>
    ForbiddenByPermissions,

    /// <summary>A certification signature forbids any change (P=1).</summary>
    ForbiddenByCertification,

    /// <summary>A certification signature allows existing fields to be filled, but no new ones (P=2).</summary>
    NewFieldForbiddenByCertification,

    /// <summary>An earlier signature locked the field or the whole document.</summary>
    LockedByEarlierSignature,

    /// <summary>A certification signature must be the first one.</summary>
    CertificationMustBeFirst,

    FieldAlreadySigned,

    /// <summary>The named field must exist and does not.</summary>
    FieldNotFound,

    /// <summary>The name belongs to a field that is no signature field, or to a group of fields, or lies below a field.</summary>
    NameInUse,

    /// <summary>The name is empty or too long, or has an empty part: a full stop at its start or end, or two in a row.</summary>
    NameNotUsable,

    /// <summary>The field is written in a way that can't be updated alone.</summary>
    FieldNotSupported,

    /// <summary>A visible signature was asked for, and the existing field has no area on a page.</summary>
    FieldNotVisible,

    /// <summary>The document has no such page.</summary>
    PageNotFound,

    /// <summary>The place of a visible signature lies wholly outside the page, so that nobody would see it.</summary>
    PlaceOutsidePage,

    /// <summary>The document holds an XFA form, which some viewers show in place of what is signed; it can be dropped on request before the first signature.</summary>
    XfaForm,

    /// <summary>The profile needs a timestamp and there is no source.</summary>
    TimestampMissing,

    /// <summary>The profile needs validation material that could not be had; the message names the certificate.</summary>
    ValidationMaterialMissing,

    /// <summary>A certificate that the profile needs was revoked; the message names it.</summary>
    CertificateRevoked,

    /// <summary>Long-term protection is not renewed over a signature that is not valid; the message counts it by its field.</summary>
    EarlierSignatureNotValid,
}

/// <summary>A refusal from an operation that returns bytes; <see cref="PadesSigner"/> returns refusals as values instead.</summary>
public sealed class SigningRefusedException(RefusalCode code, string message) : InvalidOperationException(message)
{
    public RefusalCode Code { get; } = code;
}
