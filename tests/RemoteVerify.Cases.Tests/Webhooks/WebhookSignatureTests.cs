using System.Text;
using RemoteVerify.Cases.Webhooks;

namespace RemoteVerify.Cases.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// <summary>Computed with openssl: printf '%s' 'msg_1.1614265330.{"test": 1}' | openssl dgst -sha256 -mac HMAC -macopt hexkey:31f290f6bf06298aab4f08d43c3f082cf648a362da2da4b0 -binary | base64.</summary>
    [Fact]
    public void Sign_OfKnownBytes_IsTheHmacThatOpensslComputes()
    {
        string signed = WebhookSignature.Sign("msg_1", DateTimeOffset.FromUnixTimeSeconds(1614265330).AddMilliseconds(900), "{\"test\": 1}"u8, [Secret]);
        Assert.Equal("v1,pAJ+2CQ3+N6E7H+Tf1Lee1V3d/TMhYQ2KqhOSemiwqA=", signed);
    }

    [Fact]
    public void Sign_WithTwoSecrets_HasASignatureOfEach()
    {
        string other = WebhookSignature.NewSecret();
        DateTimeOffset at = DateTimeOffset.FromUnixTimeSeconds(1614265330);
        string one = WebhookSignature.Sign("id", at, "{}"u8, [Secret]), two = WebhookSignature.Sign("id", at, "{}"u8, [other]);
        Assert.Equal($"{two} {one}", WebhookSignature.Sign("id", at, "{}"u8, [other, Secret]));
        Assert.NotEqual(one, two);
        Assert.NotEqual(one, WebhookSignature.Sign("id", at.AddSeconds(1), "{}"u8, [Secret]));
        Assert.NotEqual(one, WebhookSignature.Sign("id2", at, "{}"u8, [Secret]));
    }

    [Fact]
    public void NewSecret_Each_IsAnotherOf32Bytes()
    {
        string[] made = [.. Enumerable.Range(0, 20).Select(_ => WebhookSignature.NewSecret())];
        Assert.Equal(20, made.Distinct().Count());
        Assert.All(made, secret => Assert.Equal(32, Convert.FromBase64String(secret[WebhookSignature.SecretPrefix.Length..]).Length));
    }

    [Fact]
    public void Sign_WithAFullStopInTheId_IsTheCallersMistake() =>
        Assert.Throws<ArgumentException>(() => WebhookSignature.Sign("a.b", DateTimeOffset.UnixEpoch, "{}"u8, [Secret]));

    [Fact]
    public void Payload_OfAnEvent_HasTypeTimeAndIdsAndNoSubjectThatIsNone()
    {
        WebhookDelivery delivery = new(
            Guid.NewGuid(), new WebhookId(Guid.NewGuid()), Guid.NewGuid(), 0, new TenantId("t"), "case.accepted", new CaseId(Guid.NewGuid()), "p1", DateTimeOffset.UnixEpoch.AddMilliseconds(5), DateTimeOffset.UnixEpoch,
            DeliveryState.Waiting, 1, DateTimeOffset.UnixEpoch, null);
        Assert.Equal(
            $"{{\"type\":\"case.accepted\",\"timestamp\":\"1970-01-01T00:00:00.005Z\",\"data\":{{\"eventId\":\"{delivery.EventId}\",\"caseId\":\"{delivery.Case}\",\"subject\":\"p1\"}}}}",
            Encoding.UTF8.GetString(EventPayload.Of(delivery)));
        foreach (string told in new[] { "Nguyễn Văn A", "001199000000", new string('a', 64), "a@b.vn", "x y" })
        {
            Assert.DoesNotContain("subject", Encoding.UTF8.GetString(EventPayload.Of(delivery with { Subject = told })), StringComparison.Ordinal);
        }

        Assert.Equal("SCT/BS/2026/17", EventPayload.SubjectOf("SCT/BS/2026/17"));
        Assert.Contains("\"endpointId\"", Encoding.UTF8.GetString(EventPayload.Of(delivery with { Case = null, Type = EventPayload.Ping })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("case.opened", "case.opened", true)]
    [InlineData("case.*", "case.opened", true)]
    [InlineData("case.*", "cases.opened", false)]
    [InlineData("result.issued", "case.opened", false)]
    public void Match_OfTypes_IsByNameOrBeginning(string wanted, string type, bool takes)
    {
        Assert.Equal(takes, EventTypes.Match([wanted], type));
        Assert.True(EventTypes.Match([], type));
        Assert.True(EventTypes.IsWellFormed(wanted));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("case")]
    [InlineData("case.Opened")]
    [InlineData("a.b.c")]
    [InlineData("case.opened ")]
    public void IsWellFormed_OfAnythingElse_IsFalse(string wanted) => Assert.False(EventTypes.IsWellFormed(wanted));
}
