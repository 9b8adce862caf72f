using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Biometrics.Liveness.Evidence;

namespace RemoteVerify.Biometrics.Tests.Liveness.Evidence;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void Write_ValuesOfEveryKind_HaveOneForm()
    {
        JsonNode node = new JsonObject
        {
            ["b"] = 0.1 + 0.2,
            ["a"] = new JsonArray(1, 2u, 3L, null, true, -0.0000001, 12345678901L),
            ["B"] = "a\"\\\n\u1ec7",
        };
        Assert.Equal("{\"B\":\"a\\\"\\\\\\u000a\u1ec7\",\"a\":[1,2,3,null,true,0,12345678901],\"b\":0.3}", Encoding.UTF8.GetString(CanonicalJson.Write(node)));
    }

    [Fact]
    public void Evidence_SameSessionTwice_IsTheSameBytesAndHoldsEveryRawValue()
    {
        CaptureOutcome first = new CaptureRig().Run(new FakePerson(1));
        CaptureOutcome second = new CaptureRig().Run(new FakePerson(1));
        Assert.Equal(first.Evidence.Json.ToArray(), second.Evidence.Json.ToArray());

        using JsonDocument json = JsonDocument.Parse(first.Evidence.Json);
        JsonElement root = json.RootElement;
        Assert.Equal("session-1", root.GetProperty("sessionId").GetString());
        Assert.Equal(first.ChainSha256, root.GetProperty("chainHash").GetString());
        Assert.Equal(CheckIds.All.Count, root.GetProperty("checks").GetArrayLength());
        Assert.Equal("", root.GetProperty("stamp").GetString());
        Assert.Equal(SignedLivenessPolicy.Sha256(LivenessPolicy.Default), root.GetProperty("policy").GetProperty("sha256").GetString());
        Assert.Equal(
            first.Evidence.Pictures.Select(p => FrameDigest.Of(p.Jpeg.Span).ToString()),
            root.GetProperty("proofs").EnumerateArray().Select(p => p.GetProperty("sha256").GetString()));
        Assert.All(root.GetProperty("steps").EnumerateArray(), s => Assert.True(s.GetProperty("onsetMilliseconds").GetInt64() >= 150));
    }

    [Fact]
    public void ToString_EverythingThatHoldsAPerson_PrintsNothingPersonal()
    {
        CaptureOutcome outcome = new CaptureRig().Run(new FakePerson(1));
        Assert.Equal("Passed ", outcome.ToString());
        Assert.Equal("evidence with 6 pictures", outcome.Evidence.ToString());
        Assert.Matches("^picture [0-9]+$", outcome.Evidence.Pictures[0].ToString());
    }
}
