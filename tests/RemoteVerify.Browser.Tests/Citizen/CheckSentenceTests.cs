using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Server.Pages.Citizen;
using RemoteVerify.Server.Pages.Texts;
using RemoteVerify.TestKit;

namespace RemoteVerify.Browser.Tests.Citizen;

/// <summary>Every code of a check has a sentence in both languages, and those against attacks have the same one.</summary>
public class CheckSentenceTests
{
    private static readonly TextBook Book = TextBook.Read(Path.Combine(Repository.Root, "src", "RemoteVerify.Server", "Texts"));

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public void Sentences_ForEveryCheckOfTheCamera_AreThereInBothLanguages(string language)
    {
        PageTexts texts = new(Book, language);
        Assert.All(CheckIds.All, code => Assert.True(CheckSentences.OfCapture([code], texts).Length > 20, code));
        Assert.All((string[])["chip.of-another-person", "document-expired", "possession-not-shown", "no-country-signer", "chip.not-genuine", "a-code-of-tomorrow"],
            code => Assert.True(CheckSentences.OfChip([code], texts).Length > 20, code));
    }

    [Fact]
    public void Sentences_OfChecksAgainstAttacks_DoNotTellThemApart()
    {
        string[] secret =
        [
            CheckIds.AttackScore, CheckIds.InjectionSignals, CheckIds.ScreenLight, CheckIds.FrozenFrames, CheckIds.LoopedFrames, CheckIds.DuplicateFrames, CheckIds.EarlierFrames,
            CheckIds.PortraitMatch, CheckIds.IdentityContinuity, CheckIds.GuideIdentity, CheckIds.TrackContinuity, CheckIds.ProofConsistency, CheckIds.FrameChain, CheckIds.FrameOrder, CheckIds.StepTokens,
        ];
        Assert.Single(secret.Select(CheckSentences.KindOfCapture).Distinct());
    }
}
