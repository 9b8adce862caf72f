using System.Text;
using System.Text.Json.Nodes;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Pades.Tests.Signing;

public sealed class PreparedSignatureTests
{
    private static readonly byte[] Document = new OddPdf().WithTable();
    private static readonly byte[] SealKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly CertifiedKey Key = SigningMaterial.P256;

    [Fact]
    public async Task Deserialize_SealedWithTheHostsKey_Completes()
    {
        PreparedSignature restored = PreparedSignature.Deserialize(Prepare().Serialize(SealKey), SealKey);

        byte[] signed = PadesSigner.Complete(restored, Document, await Key.Key.SignHashAsync(restored.HashToSign, default), at: SigningMaterial.Now);

        Assert.True(signed.AsSpan().StartsWith(Document));
    }

    [Fact]
    public void Deserialize_AnyByteOfTheStateChanged_IsTamperedWith()
    {
        byte[] stored = Prepare().Serialize(SealKey);
        JsonNode outer = JsonNode.Parse(stored)!;
        byte[] state = Convert.FromBase64String((string)outer["State"]!);
        for (int at = 0; at < state.Length; at += 97)
        {
            byte[] changed = [.. state];
            changed[at] ^= 1;
            outer["State"] = Convert.ToBase64String(changed);
            Assert.Equal(PreparedSignatureProblem.Tampered, Problem(Encoding.UTF8.GetBytes(outer.ToJsonString()), SealKey));
        }
    }

    [Fact]
    public void Deserialize_OtherKeyOrNone_IsTamperedWith()
    {
        Assert.Equal(PreparedSignatureProblem.Tampered, Problem(Prepare().Serialize(SealKey), new byte[32]));
        Assert.Equal(PreparedSignatureProblem.Tampered, Problem(Prepare().Serialize(), SealKey));
        Assert.Equal(PreparedSignatureProblem.Tampered, Problem(Prepare().Serialize(SealKey), []));
    }

    [Fact]
    public void Deserialize_OtherVersionOrNoState_SaysSo()
    {
        JsonNode outer = JsonNode.Parse(Prepare().Serialize())!;
        outer["Version"] = 1;
        Assert.Equal(PreparedSignatureProblem.OtherVersion, Problem(Encoding.UTF8.GetBytes(outer.ToJsonString()), []));
        Assert.Equal(PreparedSignatureProblem.Damaged, Problem("null"u8.ToArray(), []));
        Assert.Equal(PreparedSignatureProblem.Damaged, Problem("{}"u8.ToArray(), []));
        Assert.Equal(PreparedSignatureProblem.Damaged, Problem([], []));
    }

    [Fact]
    public async Task Complete_TooLate_IsRefused()
    {
        PreparedSignature prepared = PreparedSignature.Deserialize(Prepare(TimeSpan.FromMinutes(10)).Serialize());
        byte[] value = await Key.Key.SignHashAsync(prepared.HashToSign, default);
        Assert.Equal(SigningMaterial.Now + TimeSpan.FromMinutes(10), prepared.ExpiresAt);

        PreparedSignatureException late = Assert.Throws<PreparedSignatureException>(() => PadesSigner.Complete(prepared, Document, value, at: prepared.ExpiresAt));

        Assert.Equal(PreparedSignatureProblem.Expired, late.Problem);
        Assert.NotEmpty(PadesSigner.Complete(prepared, Document, value, at: prepared.ExpiresAt.AddSeconds(-1)));
    }

    [Fact]
    public async Task Complete_OtherUpdateUnderTheSameAttributes_IsRefused()
    {
        // Whoever can write the storage could swap the update: what the key signed does not name it.
        PreparedSignature one = Prepare();
        JsonNode outer = JsonNode.Parse(one.Serialize())!;
        JsonNode state = JsonNode.Parse(Convert.FromBase64String((string)outer["State"]!))!;
        byte[] tail = Convert.FromBase64String((string)state["Tail"]!);
        int reason = Encoding.Latin1.GetString(tail).IndexOf("/Filter", StringComparison.Ordinal);
        tail[reason + 1] ^= 1;
        state["Tail"] = Convert.ToBase64String(tail);
        byte[] changed = Encoding.UTF8.GetBytes(state.ToJsonString());
        outer["State"] = Convert.ToBase64String(changed);
        outer["Seal"] = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData([.. "RemoteVerify prepared signature 3\0"u8, .. changed]));
        PreparedSignature swapped = PreparedSignature.Deserialize(Encoding.UTF8.GetBytes(outer.ToJsonString()));
        byte[] value = await Key.Key.SignHashAsync(swapped.HashToSign, default);

        Assert.Equal(PreparedSignatureProblem.OtherDocument, Assert.Throws<PreparedSignatureException>(() => PadesSigner.Complete(swapped, Document, value)).Problem);
    }

    private static PreparedSignature Prepare(TimeSpan? within = null)
    {
        SignatureRequest request = PadesSignerTests.Request() with { SigningTime = SigningMaterial.Now };
        request = within is { } time ? request with { CompletedWithin = time } : request;
        return Assert.IsType<PrepareResult.Prepared>(PadesSigner.Prepare(Document, request, Key.Certificate, Key.Chain, Key.Key.Scheme)).Signature;
    }

    private static PreparedSignatureProblem? Problem(byte[] stored, byte[] key)
    {
        try
        {
            PreparedSignature.Deserialize(stored, key);
            return null;
        }
        catch (PreparedSignatureException e)
        {
            return e.Problem;
        }
    }
}
