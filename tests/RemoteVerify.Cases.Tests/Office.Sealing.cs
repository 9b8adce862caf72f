using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Cases.Tests;

/// <summary>The seal, and what is trusted beside the office's own authority.</summary>
public sealed partial class Office
{
    /// <summary>What long-term data rests on: own trust, national anchors, and what the test says of others' revocations.</summary>
    public ArchiveTrust Archiving => new(Trust, _ => National.Anchors, [], new Given(this));

    /// <summary>Seals papers that only the organisation signs.</summary>
    public SealPaper Stamping => new(Seals, Signer, Validator, Guard, Clock);

    /// <summary>The organisation's certificate was revoked an hour ago.</summary>
    public void RevokeSeal() =>
        Trust.SetRevoked([new CrlEntry(_hierarchy.OrganisationSeal.Certificate.SerialNumber, Clock.GetUtcNow().AddHours(-1), RevocationReason.KeyCompromise)]);

    /// <summary>Own trust and the national anchors.</summary>
    public ValidationOptions TrustOfActs(DateTimeOffset at)
    {
        ValidationOptions own = Trust.For(at);
        return own with { TrustAnchors = [.. own.TrustAnchors, .. National.Anchors] };
    }
}
