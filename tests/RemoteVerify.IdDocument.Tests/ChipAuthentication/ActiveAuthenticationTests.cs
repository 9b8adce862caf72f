using System.Security.Cryptography;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.Files;

namespace RemoteVerify.IdDocument.Tests.ChipAuthentication;

public sealed class ActiveAuthenticationTests
{
    private static readonly DateTimeOffset End = new(2026, 11, 21, 12, 2, 0, TimeSpan.Zero);
    private static readonly byte[] ServerKey = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] Nonce = [.. Enumerable.Range(0, 16).Select(i => (byte)(i * 3))];

    [Fact]
    public void CreateChallenge_SameTransaction_IsRecognisedUntilItsEnd()
    {
        byte[] challenge = ActiveAuthentication.CreateChallenge(ServerKey, Nonce, "verify", End);

        Assert.Equal(ActiveAuthentication.ChallengeBytes, challenge.Length);
        Assert.True(ActiveAuthentication.IsChallengeOf(challenge, ServerKey, Nonce, "verify", End, End.AddSeconds(-1)));
        Assert.False(ActiveAuthentication.IsChallengeOf(challenge, ServerKey, Nonce, "verify", End, End));
    }

    [Fact]
    public void CreateChallenge_AnythingDifferent_IsAnotherChallenge()
    {
        byte[] challenge = ActiveAuthentication.CreateChallenge(ServerKey, Nonce, "verify", End);
        byte[] otherNonce = [.. Nonce[..^1], 1];
        byte[] otherKey = [.. ServerKey[..^1], 1];

        Assert.NotEqual(challenge, ActiveAuthentication.CreateChallenge(ServerKey, otherNonce, "verify", End));
        Assert.NotEqual(challenge, ActiveAuthentication.CreateChallenge(otherKey, Nonce, "verify", End));
        Assert.NotEqual(challenge, ActiveAuthentication.CreateChallenge(ServerKey, Nonce, "sign", End));
        Assert.NotEqual(challenge, ActiveAuthentication.CreateChallenge(ServerKey, Nonce, "verify", End.AddSeconds(1)));
    }

    [SkippableTheory]
    [InlineData("d-rsa2048-sha256-34cc")]
    [InlineData("d-ec-p256-sha256")]
    public void Verify_AnyBitOfTheAnswerFlipped_IsRefused(string folder)
    {
        Dg15 key = Dg15.Read(Material.File($"synth/aa/{folder}/EF_DG15.bin"));
        byte[] challenge = Material.File($"synth/aa/{folder}/challenge.bin");
        byte[] response = Material.File($"synth/aa/{folder}/response.bin");
        Assert.True(ActiveAuthentication.Verify(key, null, challenge, response).Valid);

        for (int bit = 0; bit < response.Length * 8; bit += 7)
        {
            byte[] changed = [.. response];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(ActiveAuthentication.Verify(key, null, challenge, changed).Valid, $"bit {bit}");
        }
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5000)]
    public void Verify_AnswerOfAnyLength_IsJudgedNotThrown(int length)
    {
        foreach (string folder in (string[])["d-rsa2048-sha256-34cc", "d-ec-p256-sha256", "d-ec-bp256-explicit-sha256"])
        {
            Dg15 key = Dg15.Read(Material.File($"synth/aa/{folder}/EF_DG15.bin"));
            Assert.False(ActiveAuthentication.Verify(key, null, new byte[8], new byte[length]).Valid);
        }
    }

    [Fact]
    public void Read_WhatToBytesWrote_IsTheSameEvidence()
    {
        PossessionEvidence evidence = new(
            new ActiveAuthenticationEvidence(new byte[] { 1, 2 }, new byte[] { 3 }),
            new ChipAuthenticationEvidence(new byte[] { 4 }, new byte[16], new byte[] { 0x90, 0 }));

        PossessionEvidence again = PossessionEvidence.Read(evidence.ToBytes());

        Assert.Equal(evidence.ToBytes(), again.ToBytes());
        Assert.Equal([3], again.Active!.Response.ToArray());
        Assert.Equal(16, again.Chip!.ResponseCounter.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"activeAuthentication\":{}}")]
    [InlineData("{\"activeAuthentication\":{\"challenge\":\"zz\",\"response\":\"\"}}")]
    [InlineData("{\"activeAuthentication\":{\"challenge\":null,\"response\":\"\"}}")]
    public void Read_NoEvidence_IsRefused(string json)
    {
        Assert.Throws<IdDocumentFormatException>(() => PossessionEvidence.Read(System.Text.Encoding.UTF8.GetBytes(json)));
    }
}
