using RemoteVerify.Cases.Results;

namespace RemoteVerify.Cases.Tests.Results;

public sealed class VerificationCodeTests
{
    [Fact]
    public void New_Has130BitsAndParsesBackInEverySpelling()
    {
        VerificationCode code = VerificationCode.New();

        Assert.Equal(26, code.Plain.Length);
        Assert.True(VerificationCode.TryParse(code.Printed.ToLowerInvariant(), out VerificationCode? again));
        Assert.Equal(code.Sha256, again.Sha256);
        Assert.True(VerificationCode.TryParse(code.Plain.Replace('0', 'o').Replace('1', 'l'), out again));
        Assert.Equal(code, again);
        Assert.NotEqual(code, VerificationCode.New());
    }

    [Fact]
    public void TryParse_WrongLengthOrLetters_False()
    {
        foreach (string? bad in new[] { null, "", "ABC", new string('U', 26), new string('A', 25), new string('A', 27), new string('A', 100) })
        {
            Assert.False(VerificationCode.TryParse(bad, out _));
        }
    }

    [Fact]
    public void RefusalCodes_AreUniqueAndWellFormed()
    {
        Assert.Equal(RefusalCode.All.Count, RefusalCode.All.Select(c => c.Value).Distinct().Count());
        Assert.All(RefusalCode.All, c => Assert.Matches("^[a-z-]+\\.[a-z-]+$", c.Value));
        Assert.Equal(Act.All.Count, Act.All.Select(a => a.Code).Distinct().Count());
    }
}
