using RemoteVerify.Cases.Checking;
using RemoteVerify.Pades.Validation;

namespace RemoteVerify.Cases.Engines;

/// <summary>
/// Judges what anyone brings to the public check: under the trust of this service and the national anchors. Acts of this
/// service keep to their own trust, so that a list can't change what they accept.
/// </summary>
/// <param name="own">Trust of this service for a time.</param>
/// <param name="national">The national anchors for a time.</param>
public sealed class PublicDocumentValidator(Func<DateTimeOffset, ValidationOptions> own, Func<DateTimeOffset, NationalTrust> national) : IDocumentValidator
{
    /// <inheritdoc/>
    /// <remarks>
    /// While the list must not be used, an answer that it could not change is given all the same; "not proven" is refused
    /// (<c>trust-list.unusable</c>), because with the list it might be another.
    /// </remarks>
    public Outcome<DocumentVerdict> Validate(ReadOnlyMemory<byte> pdf, DateTimeOffset at)
    {
        NationalTrust list = national(at);
        Outcome<DocumentVerdict> outcome = new PadesDocumentValidator(time => WithList(own(time), list)).Validate(pdf, at);
        return list.Problem is { } problem && outcome.TryGet(out DocumentVerdict? verdict, out _) && verdict.Signatures.Any(s => s.Indication == Indication.Indeterminate.ToCode())
            ? new Refusal(
                RefusalCode.TrustListUnusable, "The list of national trust anchors must not be used now, so this document can't be judged. Try again later, or tell the operator.", [], [problem])
            : outcome;
    }

    /// <summary>What the list says about an anchor counts more than what this service says.</summary>
    private static ValidationOptions WithList(ValidationOptions own, NationalTrust list) => own with { TrustAnchors = [.. own.TrustAnchors, .. list.Anchors] };
}
