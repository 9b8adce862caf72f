using System.Text;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Tests.Liveness;

public sealed class SignedLivenessPolicyTests
{
    [Fact]
    public void Read_WrittenPolicy_HasTheSameHash()
    {
        LivenessPolicy policy = LivenessPolicy.Default with { Name = "n", StepCount = 3, AllowedSteps = [LivenessStep.TurnLeft, LivenessStep.Closer] };
        byte[] bytes = SignedLivenessPolicy.Write(policy, syntheticCameraAccepted: false);
        LivenessPolicy read = SignedLivenessPolicy.Read(bytes, default, (_, _) => true)!;
        Assert.Equal(SignedLivenessPolicy.Sha256(policy), SignedLivenessPolicy.Sha256(read));
        Assert.False(read.IsTest);
        Assert.NotEqual(SignedLivenessPolicy.Sha256(policy), SignedLivenessPolicy.Sha256(policy with { MatchAccept = 0.41 }));
    }

    [Fact]
    public void Read_SignatureNotAccepted_GivesNoPolicy() =>
        Assert.Null(SignedLivenessPolicy.Read(SignedLivenessPolicy.Write(LivenessPolicy.Default, true), [1], (_, _) => false));

    [Fact]
    public void Read_OneBitChanged_GivesNoPolicy()
    {
        using System.Security.Cryptography.ECDsa key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        byte[] bytes = SignedLivenessPolicy.Write(LivenessPolicy.Default, syntheticCameraAccepted: false);
        byte[] signature = key.SignData(bytes, System.Security.Cryptography.HashAlgorithmName.SHA256);
        byte[] changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("\"syntheticCameraAccepted\":false", "\"syntheticCameraAccepted\":true", StringComparison.Ordinal));
        Assert.NotEqual(bytes, changed);
        Assert.Null(SignedLivenessPolicy.Read(changed, signature, (p, s) => key.VerifyData(p, s, System.Security.Cryptography.HashAlgorithmName.SHA256)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"unknown\":1}")]
    [InlineData("{\"stepCount\":1}")]
    [InlineData("{\"allowedSteps\":[\"jump\"]}")]
    [InlineData("{\"flatTurnOffset\":0.01}")]
    [InlineData("{\"switchedOffChecks\":[\"portrait-match\"]}")]
    [InlineData("{\"syntheticCameraAccepted\":\"yes\"}")]
    public void Read_SignedNonsense_IsTheOneException(string text) =>
        Assert.Throws<CaptureFormatException>(() => SignedLivenessPolicy.Read(Encoding.UTF8.GetBytes(text), default, (_, _) => true));

    [Fact]
    public void Without_UnknownCheck_IsRefused() => Assert.Throws<ArgumentException>(() => LivenessPolicy.Default.Without("no-such-check"));

    [Fact]
    public void Without_ACheck_IsATestPolicyWithAnotherHash()
    {
        LivenessPolicy blind = LivenessPolicy.Default.Without("portrait-match");
        Assert.True(blind.IsTest);
        Assert.NotEqual(SignedLivenessPolicy.Sha256(LivenessPolicy.Default), SignedLivenessPolicy.Sha256(blind));
    }
}
