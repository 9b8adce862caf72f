using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Tests.States;

/// <summary>One case in each state.</summary>
internal static class CaseExamples
{
    public static IEnumerable<Case> All(DateTimeOffset at)
    {
        var participant = new ParticipantId("p1");
        VerificationId verification = VerificationId.New(at);
        var document = new DocumentVersion(BlobId.New(at), Sha256Digest.Of("pdf"u8), 3, DocumentOrigin.Attached);
        IdentityProof[] proofs = [new(participant, verification, at, null)];
        ParticipantSignature[] signatures = [new(participant, document.Sha256, "01", Sha256Digest.Of("key"u8), at, at)];
        var approval = new Approval("officer-1", at);
        var pending = new PendingCountersignature("officer-1", BlobId.New(at), "00", "01", at.AddHours(1));
        var officer = new OfficerSignature("officer-1", "01", at);
        var refusal = new CaseRefusal("officer-1", "code", "reason", at);

        yield return new DraftCase(File(at));
        yield return new AwaitingIdentity(File(at), document, []);
        yield return new IdentityWithOfficer(File(at), document, [], [verification]);
        yield return new AwaitingConfirmation(File(at), document, proofs, []);
        yield return new ContentConfirmed(File(at), document, proofs, [], [new(participant, document.Sha256, at)]);
        yield return new ParticipantsSigned(File(at), document, proofs, signatures, [new("officer-1", verification, at)]);
        yield return new Approved(File(at), document, proofs, signatures, approval);
        yield return new CountersignaturePrepared(File(at), document, proofs, signatures, approval, pending);
        yield return new Countersigned(File(at), document, proofs, signatures, approval, officer);
        yield return new OrganisationSealed(File(at), document, proofs, signatures, officer, at);
        yield return new Effective(File(at), document, proofs, signatures, officer, at, at);
        yield return new Completed(File(at), document, proofs, PublishedId.New(at), at, at);
        yield return new RefusedCase(File(at), document, refusal);
    }

    private static CaseFile File(DateTimeOffset at) => new(
        CaseId.New(at), Office.Tenant, Guid.NewGuid().ToString("N"), "remote-contract-test", "2026-11", true, "Hợp đồng", "portal-1", at,
        [new Participant(new ParticipantId("p1"), Office.Name, Office.Number, "party")], 1);
}
