using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Tests.Results;

public sealed class ResultStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 0, 0, 0, TimeSpan.Zero);

    private static readonly PublishedDocument Document = new(
        PublishedId.New(Now), Office.Tenant, CaseId.New(Now), PublishedKind.Result, Sha256Digest.Of("c"u8), "code", Sha256Digest.Of("d"u8), BlobId.New(Now), "Tên", "Cơ quan", true, null, Now, null)
    {
        Validity = new ValidityPeriod(Now, Now.AddMonths(6)),
    };

    [Theory]
    [InlineData(-1, "not-yet-valid")]
    [InlineData(0, "valid")]
    [InlineData(180, "valid")]
    [InlineData(181, "expired")]
    public void Of_SixMonths_IsComputedFromTheTime(int days, string state) => Assert.Equal(state, ResultState.Of(Document, [], Now.AddDays(days)).Name);

    [Fact]
    public void Of_SeveralEnds_TheGravestIsTold()
    {
        RelatedAct Act(RelatedActKind kind) => new(Office.Tenant, Document.Id, PublishedId.New(Now), kind, "Văn bản", "officer-1", Now);
        PublishedDocument replaced = Document with { Replacement = new Replacement(PublishedId.New(Now), Now, "mới") };

        Assert.IsType<ResultState.Valid>(ResultState.Of(Document, [Act(RelatedActKind.Correction), Act(RelatedActKind.Amendment)], Now));
        Assert.IsType<ResultState.Replaced>(ResultState.Of(replaced, [], Now));
        Assert.IsType<ResultState.Terminated>(ResultState.Of(replaced, [Act(RelatedActKind.Termination)], Now));
        Assert.IsType<ResultState.Cancelled>(ResultState.Of(replaced, [Act(RelatedActKind.Termination), Act(RelatedActKind.Cancellation)], Now));
        Assert.IsType<ResultState.Revoked>(ResultState.Of(replaced with { WithdrawnAt = Now }, [Act(RelatedActKind.Cancellation)], Now));
        Assert.IsType<ResultState.Valid>(ResultState.Of(Document with { WithdrawnAt = Now.AddDays(1) }, [], Now));
    }

    [Theory]
    [InlineData("Nguyễn Văn A", "N*** V** A")]
    [InlineData("  Lê   Thị Minh Khai ", "L* T** M*** K***")]
    [InlineData("Ê", "Ê")]
    [InlineData("", "")]
    public void MaskedName_OfANames_KeepsFirstLettersOnly(string name, string masked) => Assert.Equal(masked, MaskedName.Of(name));

    [Fact]
    public void MaskedName_OfADecomposedName_KeepsTheWholeLetter() => Assert.Equal("É**".Normalize(), MaskedName.Of("Éva".Normalize(System.Text.NormalizationForm.FormD)).Normalize());
}
