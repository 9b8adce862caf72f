using RemoteVerify.Signer.Approving;

namespace RemoteVerify.Signer.Tests.Approving;

public class DocumentNameTests
{
    [Theory]
    [InlineData("Hợp đồng ủy quyền số 12/2026", "Hợp đồng ủy quyền số 12/2026")]
    [InlineData("  a  ", "a")]
    [InlineData("Gia\u0301o", "Giáo")]
    [InlineData("𠀋 東", "𠀋 東")]
    public void Accept_WhatShowsAsItIs_IsTaken(string name, string expected) => Assert.Equal(expected, DocumentName.Accept(name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\nKý? y")]
    [InlineData("a\u001b[2Kb")]
    [InlineData("a\u202efdp.exe")]
    [InlineData("a\u200bb")]
    [InlineData("a\u2028b")]
    [InlineData("\ue000")]
    public void Accept_WhatCouldShowAnotherName_IsNotTaken(string? name) => Assert.Null(DocumentName.Accept(name));

    [Fact]
    public void Accept_LoneSurrogatesAndLongNames_AreNotTaken()
    {
        Assert.Null(DocumentName.Accept("a\ud800b"));
        Assert.Null(DocumentName.Accept("\udc00"));
        Assert.Null(DocumentName.Accept(new string('a', DocumentName.MaximumLength + 1)));
        Assert.NotNull(DocumentName.Accept(new string('a', DocumentName.MaximumLength)));
    }
}
