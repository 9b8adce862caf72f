using System.Security.Cryptography;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cli.Commands.Soak;

/// <summary>The acts of the load, each one transaction of the service's own desk.</summary>
internal sealed class CrashActs
{
    public const string Book = "SCT/BS";
    public const string Subject = "result";
    public static readonly TenantId Tenant = new("soak");

    private static readonly Actor Portal = Actor.Portal(Tenant, "soak-portal");
    private static readonly Actor Officer = Actor.Officer(Tenant, "soak-officer");
    private static readonly Actor Seal = Actor.Seal(Tenant);

    private readonly IUnitOfWorkFactory _stores;
    private readonly Desk _desk;
    private readonly OpenCase _open;
    private readonly AttachDocument _attach;
    private readonly VoidNumber _void;

    public CrashActs(IUnitOfWorkFactory stores)
    {
        _stores = stores;
        _desk = new Desk(stores, TimeProvider.System);
        ProcedureLibrary procedures = new(ProcedureCatalog.Delivered(), new ProcedureRule(TakesUnverified: true));
        _open = new OpenCase(_desk, procedures);
        _attach = new AttachDocument(_desk, procedures, new AsItIs());
        _void = new VoidNumber(_desk);
    }

    public async Task<Outcome<CaseId>> OpenAsync(CancellationToken cancellationToken)
    {
        var person = new DeclaredParticipant("Nguyễn Văn Mẫu", RandomNumberGenerator.GetString("0123456789", 12), "party");
        Outcome<DraftCase> opened = await _open.DoAsync(Portal, new OpenCaseRequest(ProcedureCatalog.RemoteContractTest, "Hồ sơ thử tải", [person]), cancellationToken);
        return opened.TryGet(out DraftCase? draft, out Refusal? refusal) ? draft.File.Id : refusal;
    }

    public async Task<Outcome<Sha256Digest>> AttachAsync(CaseId id, byte[] document, CancellationToken cancellationToken)
    {
        Outcome<AwaitingIdentity> attached = await _attach.DoAsync(Portal, id, document, SignaturePlaces.None, cancellationToken);
        return attached.TryGet(out AwaitingIdentity? now, out Refusal? refusal) ? now.Document.Sha256 : refusal;
    }

    public Task<Outcome<ReservedEntry>> ReserveAsync(CaseId id, CancellationToken cancellationToken) =>
        _desk.DoAsync<ReservedEntry>(Act.ReserveNumber, Officer, async (work, ct) =>
        {
            if (!(await work.CaseAsync(id, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            return await Numbers.ReserveAsync(work, Book, id, Subject, RegisterText.Of(found.File.Title, found.File.Participants[0].FullName), ct);
        }, cancellationToken);

    public Task<Outcome<UsedEntry>> UseAsync(ReservedEntry entry, byte[] paper, CancellationToken cancellationToken) =>
        _desk.DoAsync<UsedEntry>(Act.StoreResult, Seal, async (work, ct) =>
        {
            if (!(await work.CaseAsync(entry.CaseId, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            VerificationCode code = VerificationCode.New();
            BlobId blob = await work.Unit.Blobs.PutAsync(Tenant, entry.CaseId, DataClass.Published, paper, ct);
            var result = new PublishedDocument(
                PublishedId.New(work.Now), Tenant, entry.CaseId, PublishedKind.Result, code.Sha256, code.Plain, Sha256Digest.Of(paper), blob, found.File.Title, "Soak",
                true, null, work.Now, null);
            await work.Unit.Published.AddAsync(result, ct);
            work.Publish("result.issued", entry.CaseId, result.Id.ToString());
            return await Numbers.UseAsync(work, entry, result.Sha256, ct);
        }, cancellationToken);

    public Task<Outcome<VoidedEntry>> VoidAsync(ReservedEntry entry, CancellationToken cancellationToken) =>
        _void.DoAsync(Officer, entry.Book.Code, entry.Book.Year, entry.Number, "Thử tải", cancellationToken);

    public async Task<BlobId> KeepIdentityAsync(CaseId id, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await _stores.BeginAsync(cancellationToken);
        BlobId blob = await unit.Blobs.PutAsync(Tenant, id, DataClass.Identity, RandomNumberGenerator.GetBytes(2000), cancellationToken);
        await CommitAsync(unit, cancellationToken);
        return blob;
    }

    public async Task DestroyIdentityAsync(CaseId id, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await _stores.BeginAsync(cancellationToken);
        await unit.Blobs.DestroyKeyAsync(id, DataClass.Identity, cancellationToken);
        await CommitAsync(unit, cancellationToken);
    }

    private static async Task CommitAsync(IUnitOfWork unit, CancellationToken cancellationToken)
    {
        if (await unit.CommitAsync(cancellationToken) != CommitResult.Committed)
        {
            throw new InvalidOperationException("Nobody else works on this case, and yet it conflicts.");
        }
    }

    /// <summary>The load is about transactions, not about PDF: documents are random bytes.</summary>
    private sealed class AsItIs : IDocumentIntake
    {
        public Outcome<ReadOnlyMemory<byte>> Take(ReadOnlyMemory<byte> pdf, IReadOnlyList<SignatureSlot> slots) => pdf;
    }
}
