using RemoteVerify.Cases.Procedures;

namespace RemoteVerify.Cases.Tests.Procedures;

/// <summary>Procedures are found by what people call them.</summary>
public sealed class FindProceduresTests
{
    [Theory]
    [InlineData("giay doc than", "marital-certificate")]
    [InlineData("Xác nhận ĐỘC THÂN", "marital-certificate")]
    [InlineData("toi muon lam giay de cuoi vo", "marital-certificate")]
    [InlineData("sao y cong chung", "certified-copy-paper")]
    [InlineData("mất giấy tờ", "certified-copy-stored")]
    [InlineData("ban nha", "notarised-contract")]
    [InlineData("uy quyen", "notarised-contract")]
    [InlineData("sign from home", "remote-contract-test")]
    public async Task Find_ByEverydayWords_PutsTheProcedureFirst(string question, string expected)
    {
        await using Office office = await Office.OpenAsync();
        IReadOnlyList<OfferedProcedure> found = (await Find(office).DoAsync(Actor.Anyone, question, CancellationToken.None)).Value;
        Assert.True(found.Count > 0, question);
        Assert.Equal(expected, found[0].Procedure.Code);
    }

    [Theory]
    [InlineData("xe máy")]
    [InlineData("qqqq zzzz")]
    public async Task Find_OfSomethingElse_FindsNothing(string question)
    {
        await using Office office = await Office.OpenAsync();
        Assert.Empty((await Find(office).DoAsync(Actor.Anyone, question, CancellationToken.None)).Value);
    }

    [Fact]
    public async Task Find_WithoutAQuestion_ListsAll()
    {
        await using Office office = await Office.OpenAsync();
        Assert.Equal(5, (await Find(office).DoAsync(Actor.Anyone, " ", CancellationToken.None)).Value.Count);
    }

    private static FindProcedures Find(Office office) => new(new ListProcedures(office.Desk, office.Procedures));
}
