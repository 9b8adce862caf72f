using System.Security.Cryptography;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Results.Archiving;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tests.Results;
using RemoteVerify.Cases.Tests.Signing.Certificates;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;
using SignatureKind = RemoteVerify.Cases.Procedures.SignatureKind;

namespace RemoteVerify.Cases.Tests.Engines;

/// <summary>An officer signs with a certificate of another root: the document carries the evidence for that one too.</summary>
public sealed class ForeignEvidenceTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Store_OfACertificateOfAnotherRoot_IsLongTermOnceItsEvidenceCanBeHad()
    {
        await using Office office = await Office.OpenAsync();
        using PublicProvider provider = new(office.Clock.GetUtcNow(), publishesLists: true);
        CaseId id = await SealedAsync(office, provider);

        // Its list can't be had at this very moment.
        office.Revocations = RevocationEvidence.None;
        Refusal refusal = (await office.Timestamping().DoAsync(office.Seal, id, None)).Refusal!;
        Assert.Equal((RefusalCode.CertificateEvidenceUnavailable, RefusalKind.Unavailable), (refusal.Code, refusal.Code.Kind));
        Assert.IsType<OrganisationSealed>((await office.ViewAsync(id)).Case);

        office.Revocations = provider.List();
        PublishedBytes stored = await StoreAsync(office, id);
        office.Revocations = RevocationEvidence.None;
        ArchiveState state = Archive(office).Examine(stored.Pdf, office.Clock.GetUtcNow());
        Assert.True(state.IsComplete);

        // Two years on only the document itself tells of the officer's certificate.
        DateTimeOffset later = office.Clock.GetUtcNow().AddYears(2);
        Assert.True(office.Validator.Validate(stored.Pdf, later).Value.IsValid);
    }

    [Fact]
    public async Task Timestamp_WhenTheOthersListSaysRevoked_IsRefusedAsThat()
    {
        await using Office office = await Office.OpenAsync();
        using PublicProvider provider = new(office.Clock.GetUtcNow(), publishesLists: true);
        CaseId id = await SealedAsync(office, provider, out Func<Certificate> officer);
        office.Revocations = provider.List(officer());
        Refusal refusal = (await office.Timestamping().DoAsync(office.Seal, id, None)).Refusal!;
        Assert.Equal((RefusalCode.DocumentNotEffective, "Countersignature:certificate.revoked"), (refusal.Code, Assert.Single(refusal.Reasons)));
    }

    [Fact]
    public async Task Store_OfACertificateWhoseIssuerPublishesNothing_IsCompletedByTheJobWhenTheOperatorHasAList()
    {
        await using Office office = await Office.OpenAsync();
        using PublicProvider provider = new(office.Clock.GetUtcNow());
        CaseId id = await SealedAsync(office, provider);
        office.Revocations = RevocationEvidence.None;
        PublishedBytes stored = await StoreAsync(office, id);
        Assert.False(Archive(office).Examine(stored.Pdf, office.Clock.GetUtcNow()).IsComplete);
        RenewArchiveTimestamps renew = new(office.Desk, Archive(office), office.Storage, new ArchivePolicy());
        Assert.Equal([(stored.Document.Id, "archive.not-renewed")], (await renew.DoAsync(office.Service, None)).Failed);

        office.Clock.Advance(TimeSpan.FromDays(1.5));
        DateTimeOffset now = office.Clock.GetUtcNow();
        office.Revocations = new([provider.Authority.IssueCrl([], 2, now.AddMinutes(-5), now.AddDays(1))], []);
        Assert.Equal([stored.Document.Id], (await renew.DoAsync(office.Service, None)).Renewed);
        PublishedDocument grown = await office.FindAsync(stored.Document.Id);
        Assert.Equal(stored.Document.Sha256, Assert.Single(grown.Earlier).Sha256);
    }

    private static PadesArchive Archive(Office office) => new(office.Timestamps, office.Archiving.For, office.TrustOfActs, AlgorithmPolicy.Default);

    private static async Task<PublishedBytes> StoreAsync(Office office, CaseId id)
    {
        Outcome<Effective> effective = await office.Timestamping().DoAsync(office.Seal, id, None);
        Assert.True(effective.IsDone, effective.ToString());
        Outcome<PublishedBytes> stored = await new StoreResult(office.Desk, office.Seals, office.Validator).DoAsync(office.Seal, id, None);
        Assert.True(stored.IsDone, stored.ToString());
        return stored.Value;
    }

    private static Task<CaseId> SealedAsync(Office office, PublicProvider provider) => SealedAsync(office, provider, out _);

    private static Task<CaseId> SealedAsync(Office office, PublicProvider provider, out Func<Certificate> certificate)
    {
        SoftwareKey key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        Certificate own = provider.Issue(key);
        certificate = () => own;
        return SealedAsync(office, provider, key, own);
    }

    /// <summary>To the organisation's seal, with an officer whose certificate the agency registered.</summary>
    private static async Task<CaseId> SealedAsync(Office office, PublicProvider provider, SoftwareKey key, Certificate own)
    {
        using SoftwareKey used = key;
        office.National = provider.Listed(AnchorKind.Public);
        office.Revocations = provider.List();
        office.Officers.Change = profile => profile with { Certificates = [new RegisteredCertificate(own, [provider.Root])] };
        office.Procedures = new(
            new([.. ProcedureCatalog.Delivered().Versions.Select(v => v with { Slots = [new("officer", SlotSigner.Officer, "Decides", [SignatureKind.Public], 1)] })]), new ProcedureRule(TakesUnverified: true));
        CaseId id = await office.ProvenAsync();
        Assert.True((await office.ConfirmAndSignAsync(id)).IsDone);
        await office.ApproveAsync(id);
        Outcome<CountersignatureTask> task = await office.Preparing().DoAsync(office.Officer, id, Convert.ToHexStringLower(own.SerialNumber.Span), None);
        Assert.True(task.IsDone, task.ToString());
        byte[] value = await used.SignHashAsync(task.Value.HashToSign, None);
        Outcome<CaseWithDocument> signed = await office.Finalising().DoAsync(office.Officer, id, value, None);
        Assert.True(signed.IsDone, signed.ToString());
        Outcome<OrganisationSealed> done = await office.Sealing().DoAsync(office.Seal, id, None);
        Assert.True(done.IsDone, done.ToString());
        return id;
    }
}
