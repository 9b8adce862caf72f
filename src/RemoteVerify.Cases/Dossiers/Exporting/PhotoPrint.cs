namespace RemoteVerify.Cases.Dossiers.Exporting;

/// <summary>The sheet of a photo print (Decree 104/2025/ND-CP article 46: A4, or photo paper of at least 13 by 18 cm).</summary>
public enum PhotoSheet
{
    A4,
    Photo13X18,
}

/// <summary>What a photo is.</summary>
public enum PhotoKind
{
    /// <summary>The picture on the chip of the document.</summary>
    Chip,

    /// <summary>A picture of the camera check.</summary>
    Camera,

    /// <summary>The photo of the moment of signing.</summary>
    Signing,
}

/// <summary>One photo of a print.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Picture">Bytes as kept: JPEG, PNG, or what the chip holds.</param>
/// <param name="Sha256">Of these bytes.</param>
/// <param name="At">When it was taken or, for a chip's, when the document was issued, as printed; null where nothing says it.</param>
public sealed record PrintedPhoto(PhotoKind Kind, ReadOnlyMemory<byte> Picture, Sha256Digest Sha256, string? At)
{
    public override string ToString() => "PrintedPhoto";
}

/// <summary>What a photo print is made from.</summary>
/// <param name="CaseCode">Mã hồ sơ.</param>
/// <param name="Title">Title of the case.</param>
/// <param name="Person">Whom the photos show.</param>
/// <param name="Office">The agency.</param>
/// <param name="At">When the print is made.</param>
/// <param name="IsTest">Marks it as a trial.</param>
/// <param name="Photos">One photo stands alone on its sheet with its facts on the back; two stand beside each other.</param>
public sealed record PhotoPrintOrder(string CaseCode, string Title, string Person, string Office, DateTimeOffset At, bool IsTest, IReadOnlyList<PrintedPhoto> Photos)
{
    public override string ToString() => "PhotoPrintOrder";
}

/// <summary>Composes photo prints.</summary>
public interface IPhotoPrintComposer
{
    /// <returns>The PDF; a refusal when a photo can't be drawn or is not the recorded one.</returns>
    Outcome<ReadOnlyMemory<byte>> Compose(PhotoPrintOrder order, PhotoSheet sheet);
}
