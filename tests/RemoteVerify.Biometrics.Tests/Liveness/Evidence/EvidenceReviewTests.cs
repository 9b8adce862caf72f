using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Biometrics.Liveness.Evidence;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Tests.Liveness.Evidence;

public sealed class EvidenceReviewTests
{
    private static readonly EvidencePackage Good = new CaptureRig().Run(new FakePerson(1)).Evidence;

    [Fact]
    public void Of_UntouchedPackage_EveryLookPassesAndTheUnknownIsNotChecked()
    {
        IReadOnlyList<EvidenceFinding> findings = EvidenceReview.Of(Good.Json, PicturesOf(Good));

        Assert.Equal(["canonical-form", "frame-chain", "proof-pictures", "transaction-hash"], findings.Select(finding => finding.Id));
        Assert.Equal([EvidenceFindingOutcome.Passed, EvidenceFindingOutcome.Passed, EvidenceFindingOutcome.Passed, EvidenceFindingOutcome.NotChecked], findings.Select(finding => finding.Outcome));
        Assert.Contains("6 of them computed anew", findings[1].Message, StringComparison.Ordinal);
        Assert.Equal(EvidenceFindingOutcome.NotChecked, Find(EvidenceReview.Of(Good.Json, null), "proof-pictures").Outcome);
    }

    [Fact]
    public void Of_OneBitOfOnePicture_FailsInPicturesOnly()
    {
        byte[] changed = Good.Pictures[0].Jpeg.ToArray();
        changed[^1] ^= 1;
        Dictionary<string, ReadOnlyMemory<byte>> pictures = PicturesOf(Good);
        pictures.Remove(Good.Pictures[0].Digest.ToString());
        pictures[FrameDigest.Of(changed).ToString()] = changed;

        Assert.Equal(["proof-pictures"], EvidenceReview.Of(Good.Json, pictures).Where(finding => finding.IsFailed).Select(finding => finding.Id));
    }

    [Theory]
    [InlineData("a header of a proof frame")]
    [InlineData("a frame left out")]
    [InlineData("two frames exchanged")]
    [InlineData("the last link")]
    [InlineData("the nonce")]
    public void Of_HeaderListTouched_FailsInTheFrameChain(string what)
    {
        JsonObject package = JsonNode.Parse(Good.Json.Span)!.AsObject();
        JsonArray frames = package["frames"]!.AsArray();
        switch (what)
        {
            case "a header of a proof frame":
                JsonNode proof = frames.First(frame => frame!["kind"]!.GetValue<string>() == "proof")!;
                proof["captureMilliseconds"] = proof["captureMilliseconds"]!.GetValue<uint>() + 1;
                break;
            case "a frame left out":
                frames.Remove(frames.Last(frame => frame!["kind"]!.GetValue<string>() == "guide"));
                break;
            case "two frames exchanged":
                JsonNode moved = frames[3]!;
                frames.RemoveAt(3);
                frames.Insert(4, moved);
                break;
            case "the last link":
                package["chainHash"] = new string('0', 64);
                break;
            default:
                package["nonce"] = new string('0', 32);
                break;
        }

        Assert.Equal(["frame-chain"], EvidenceReview.Of(CanonicalJson.Write(package), PicturesOf(Good)).Where(finding => finding.IsFailed).Select(finding => finding.Id));
    }

    [Fact]
    public void Of_BrokenLinkThatTheSessionReported_IsToldAndNotFailed()
    {
        CaptureRig rig = new() { Tamper = (frame, message) => Relink(frame, message) };
        CaptureOutcome outcome = rig.Run(new FakePerson(1));
        Assert.Contains(outcome.FailedChecks, check => check.Id == CheckIds.FrameChain);

        EvidenceFinding chain = Find(EvidenceReview.Of(outcome.Evidence.Json, PicturesOf(outcome.Evidence)), "frame-chain");

        Assert.Equal(EvidenceFindingOutcome.Passed, chain.Outcome);
        Assert.Contains("the session's own check reports", chain.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_OtherBytesOfTheSameValue_FailsInTheForm()
    {
        byte[] spaced = Encoding.UTF8.GetBytes(JsonNode.Parse(Good.Json.Span)!.ToJsonString().Replace(",", ", ", StringComparison.Ordinal));

        Assert.True(Find(EvidenceReview.Of(spaced, null), "canonical-form").IsFailed);
    }

    [Fact]
    public void Of_TransactionOfAnotherChip_FailsInTheTransaction()
    {
        JsonObject package = JsonNode.Parse(Good.Json.Span)!.AsObject();
        byte[] nonce = [1, 2], sod = new byte[32], dg2 = new byte[32];
        package["transactionHash"] = Convert.ToHexStringLower(SHA256.HashData([.. nonce, .. sod, .. dg2]));
        JsonObject transaction = new() { ["nonce"] = "0102", ["sodSha256"] = new string('0', 64), ["dg2Sha256"] = new string('0', 64) };
        package["transaction"] = transaction;
        Assert.Equal(EvidenceFindingOutcome.Passed, Find(EvidenceReview.Of(CanonicalJson.Write(package), null), "transaction-hash").Outcome);

        transaction["dg2Sha256"] = new string('1', 64);

        Assert.True(Find(EvidenceReview.Of(CanonicalJson.Write(package), null), "transaction-hash").IsFailed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"format\":\"another\"}")]
    [InlineData("{\"format\":\"RemoteVerify capture evidence 1\"}")]
    [InlineData("{\"format\":\"RemoteVerify capture evidence 1\",\"format\":\"RemoteVerify capture evidence 1\"}")]
    [InlineData("{\"format\":\"RemoteVerify capture evidence 1\",\"n\":1e999}")]
    [InlineData("{\"format\":\"RemoteVerify capture evidence 1\",\"frames\":[{\"chain\":7}],\"nonce\":\"zz\"}")]
    public void Of_NotAPackage_OneException(string text) =>
        Assert.Throws<CaptureFormatException>(() => EvidenceReview.Of(Encoding.UTF8.GetBytes(text), null));

    [Fact]
    public void Of_CutAndFlippedPackages_NothingButTheOneException()
    {
        byte[] json = Good.Json.ToArray();
        Random random = new(7);
        for (int i = 0; i < 300; i++)
        {
            byte[] changed = i % 2 == 0 ? json[..random.Next(json.Length)] : [.. json];
            if (changed.Length > 0)
            {
                changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            }

            try
            {
                EvidenceReview.Of(changed, null);
            }
            catch (CaptureFormatException)
            {
                // Refused as it should be; anything else ends the test.
            }
        }
    }

    private static byte[] Relink(int frame, byte[] message)
    {
        if (frame == 20)
        {
            message[30] ^= 1;
        }

        return message;
    }

    private static EvidenceFinding Find(IReadOnlyList<EvidenceFinding> findings, string id) => findings.Single(finding => finding.Id == id);

    private static Dictionary<string, ReadOnlyMemory<byte>> PicturesOf(EvidencePackage package) => package.Pictures.ToDictionary(picture => picture.Digest.ToString(), picture => picture.Jpeg);
}
