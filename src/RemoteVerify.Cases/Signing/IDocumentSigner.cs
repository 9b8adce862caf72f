namespace RemoteVerify.Cases.Signing;

/// <summary>Where a signature is seen.</summary>
/// <param name="Page">1-based page.</param>
/// <param name="Left">Points from the left edge.</param>
/// <param name="Bottom">Points from the lower edge.</param>
/// <param name="Width">Points.</param>
/// <param name="Height">Points.</param>
public sealed record SignaturePlace(int Page, double Left, double Bottom, double Width, double Height);

/// <summary>An empty signature field to make before the first signature.</summary>
/// <param name="Name">Field name.</param>
/// <param name="Place">Where it is seen; null for a signature without a picture.</param>
public sealed record SignatureSlot(string Name, SignaturePlace? Place);

/// <summary>What a signature says about itself.</summary>
/// <param name="FieldName">The slot it fills.</param>
/// <param name="SignerName">Name to show.</param>
/// <param name="Reason">Reason to show.</param>
/// <param name="Place">Where it is seen, or null.</param>
/// <param name="At">Claimed signing time.</param>
/// <param name="Lines">Text of the visible signature, a line each.</param>
public sealed record SignatureOrder(
    string FieldName, string SignerName, string Reason, SignaturePlace? Place, DateTimeOffset At, IReadOnlyList<string> Lines)
{
    public override string ToString() => $"SignatureOrder {FieldName}";
}

/// <summary>The names of the signature fields of a case.</summary>
public static class SlotNames
{
    public const string Countersignature = "Countersignature";
    public const string Seal = "OrganisationSeal";

    /// <summary>The field of one participant.</summary>
    public static string Of(ParticipantId participant) => $"Signature_{participant.Value}";
}
