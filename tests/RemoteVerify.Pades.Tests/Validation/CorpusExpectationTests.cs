using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pades.Validation;

namespace RemoteVerify.Pades.Tests.Validation;

public class CorpusExpectationTests
{
    private static readonly TimestampReport Stamp = new(
        "DOCUMENT", "T", DateTimeOffset.UnixEpoch, null, Indication.TotalPassed, null, Integrity.Intact, Coverage.Standard, ModificationLevel.None, true, []);

    [Fact]
    public void Valid_DocumentTimestampAlone_Holds()
    {
        Assert.True(CorpusExpectation.Judge("valid", "", Report([], [Stamp])).Holds);
        Assert.False(CorpusExpectation.Judge("valid", "", Report([], [Stamp with { Integrity = Integrity.Broken }])).Holds);
        Assert.False(CorpusExpectation.Judge("valid", "", Report([], [])).Holds);
    }

    [Theory]
    [InlineData("INDETERMINATE/REVOKED_NO_POE", true)]
    [InlineData("the certificate was revoked: REVOKED_NO_POE, no timestamp", true)]
    [InlineData("INDETERMINATE", true)]
    [InlineData("INDETERMINATE/OUT_OF_BOUNDS_NO_POE", false)]
    public void Indeterminate_ReasonNamedByTheRow_MustBeIt(string detail, bool holds)
    {
        SignatureReport signature = new() { Indication = Indication.Indeterminate, SubIndication = SubIndication.RevokedNoPoe };

        Assert.Equal(holds, CorpusExpectation.Judge("indeterminate", detail, Report([signature], [])).Holds);
    }

    [Theory]
    [InlineData("valid")]
    [InlineData("modified-allowed")]
    public void Sound_ChangeThatIsNotAllowed_DoesNotHold(string expected)
    {
        SignatureReport signature = new()
        {
            Indication = Indication.TotalFailed, Integrity = Integrity.Intact, Coverage = Coverage.Standard, Modification = ModificationLevel.Other, ModificationAllowed = false,
        };

        Assert.False(CorpusExpectation.Judge(expected, "", Report([signature], [])).Holds);
        Assert.True(CorpusExpectation.Judge("modified-disallowed", "", Report([signature], [])).Holds);
    }

    private static ValidationReport Report(IReadOnlyList<SignatureReport> signatures, IReadOnlyList<TimestampReport> stamps)
    {
        var worst = signatures.Select(s => (s.Indication, s.SubIndication)).Concat(stamps.Select(t => (t.Indication, t.SubIndication))).OrderByDescending(v => v.Indication).FirstOrDefault();
        return new ValidationReport(signatures, stamps, worst.Indication, worst.SubIndication, null);
    }
}
