using RemoteVerify.Cases.Journeys.MaritalCertificates;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Journeys.PaperCopies;
using RemoteVerify.Cases.Journeys.StoredCopies;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Results.RelatedActs;
using RemoteVerify.Cases.States;
using RelatedActKind = RemoteVerify.Cases.Papers.Orders.RelatedActKind;

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
        yield return new ResultDelivered(File(at), document, proofs, PublishedId.New(at), at, at, new(DeliveryWay.Online, "portal-1", at));
        yield return new RefusedCase(File(at), document, refusal);
        yield return new ContestedCase(File(at), document, refusal, new("p1", "reason", at));
        yield return new StoppedCase(File(at), document, new("officer-1", "code", "reason", at));
        yield return new ExpiredCase(File(at), null, "draft", at);

        yield return new SubmittedCase(File(at));
        yield return new AcceptedCase(File(at) with { Journey = JourneyKind.PaperCopy });
        yield return SupplementRequested.From(new SubmittedCase(File(at)), new("officer-1", ["paper"], "text", at, at.AddDays(10)));
        yield return PaymentRequested.From(new AcceptedCase(File(at)), new("f1", [new("Phí", 2000)], 2000, at));
        yield return new WithdrawalRequested(File(at), new SubmittedCase(File(at)), "p1", "reason", at);
        yield return new PaperPrepared(File(at), document, proofs, "officer-1", []);

        var prevention = new PreventionCheck("d1", "officer-1", at);
        yield return new LeadAssigned(File(at), "officer-1");
        yield return new PreventionCleared(File(at), "officer-1", prevention);
        yield return new DraftShared(File(at), "officer-1", prevention, document, []);
        yield return new SessionScheduled(File(at), "officer-1", prevention, document, []);

        var presentation = new OriginalPresentation("officer-1", "sp1", "Bằng tốt nghiệp", at);
        var findings = new ScanFindings(1, "1.7", 300, true);
        yield return new OriginalPresented(File(at), presentation);
        yield return new OriginalScanned(File(at), presentation, document, findings);
        yield return new OriginalCompared(File(at), presentation, document, findings, new("officer-1", new Dictionary<string, bool>(), at));
        yield return new CopyPlanned(File(at), new(PublishedId.New(at), CopyRoad.SaoY, [], "officer-1", at));

        var status = new MaritalStatus("single", new Dictionary<string, string>(), StatusBasis.Register, ["d1"], "officer-1", at);
        yield return new InterAgencyCheck(File(at), "ubnd-xa", at, at.AddDays(3));
        yield return new StatusKnown(File(at), status);
        yield return new CertificateDrafted(File(at), status, document, at.AddDays(1));
        yield return new DraftConfirmed(File(at), status, document, new(participant, document.Sha256, at));

        RelatedActPlan plan = new(PublishedId.New(at), RelatedActKind.Correction, "reason", "basis", [new("page 1", "was", "becomes")]) { Agreement = "agreement" };
        yield return new RelatedActBegun(File(at) with { RelatedAct = plan });
    }

    private static CaseFile File(DateTimeOffset at) => new(
        CaseId.New(at), Office.Tenant, Guid.NewGuid().ToString("N"), "remote-contract-test", "2026-11", true, "Hợp đồng", "portal-1", at,
        [new Participant(new ParticipantId("p1"), Office.Name, Office.Number, "party")], 1);
}
