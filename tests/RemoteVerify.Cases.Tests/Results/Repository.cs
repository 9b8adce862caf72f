using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Tests.Results;

/// <summary>What tests of the repository need beside an office.</summary>
internal static class Repository
{
    public const string Type = "marital-certificate";

    public static readonly CheckPlace Place = new("https://tra-cuu.example/check/", "RemoteVerify");

    public static readonly ResultOwner Owner = new(Office.Number, Office.Name);

    /// <summary>A sealed result of its own, put into the repository without a case.</summary>
    public static async Task<PublishedDocument> AddAsync(
        this Office office, string type = Type, ValidityPeriod? validity = null, IReadOnlyList<ResultOwner>? owners = null)
    {
        OrganisationSealKey seal = office.Seals.For(Office.Tenant);
        SignatureOrder order = new(SlotNames.Seal, seal.Organisation, "Kết quả", null, office.Clock.GetUtcNow(), []);
        ReadOnlyMemory<byte> pdf = (await office.Signer.TimestampAsync(
            (await office.Signer.SignAsync(office.Contract(), order, seal.Key, CancellationToken.None)).Value, CancellationToken.None)).Value;
        CaseId scope = CaseId.New(office.Clock.GetUtcNow());
        VerificationCode code = VerificationCode.New();
        await using IUnitOfWork unit = await office.Storage.BeginAsync(CancellationToken.None);
        PublishedDocument document = new(
            PublishedId.New(office.Clock.GetUtcNow()), Office.Tenant, scope, PublishedKind.Result, code.Sha256, code.Plain, Sha256Digest.Of(pdf.Span),
            await unit.Blobs.PutAsync(Office.Tenant, scope, DataClass.Published, pdf, CancellationToken.None), "Giấy xác nhận", Office.SealName, true, null, office.Clock.GetUtcNow(), null)
        {
            Type = type,
            Number = "12/UBND-XNTTHN",
            Owners = owners ?? [Owner],
            Validity = validity,
            Provenance = ResultProvenance.Digitised,
        };
        await unit.Published.AddAsync(document, CancellationToken.None);
        Assert.Equal(CommitResult.Committed, await unit.CommitAsync(CancellationToken.None));
        return document;
    }

    public static async Task<PublishedDocument> FindAsync(this Office office, PublishedId id)
    {
        await using IUnitOfWork unit = await office.Storage.BeginAsync(CancellationToken.None);
        return (await unit.Published.FindAsync(id, CancellationToken.None))!;
    }

    /// <summary>The session of the person, proven now.</summary>
    public static async Task<Actor> ProvenCitizenAsync(this Office office) => Office.Citizen(await office.ProvenAsync());
}
