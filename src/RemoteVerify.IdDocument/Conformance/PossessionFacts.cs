using System.Text.Json;
using System.Text.Json.Nodes;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.Files;

namespace RemoteVerify.IdDocument.Conformance;

/// <summary>Facts of recorded proofs of possession.</summary>
internal static class PossessionFacts
{
    public static JsonObject ActiveAuthentication(RowFiles files)
    {
        Dg15 key = Dg15.Read(files.Read("EF_DG15.bin"));
        ActiveAuthenticationInfo? info = files.Find("EF_DG14.bin") is { } dg14 ? Dg14.Read(dg14).ActiveAuthentication : null;
        ActiveAuthenticationResult result = IdDocument.ChipAuthentication.ActiveAuthentication.Verify(
            key, info, files.Read("challenge.bin").Span, files.Read("response.bin").Span);
        return new JsonObject
        {
            ["verdict"] = !result.Valid ? "reject" : result.DerEncoded ? "accept-with-warning" : "accept",
            ["hash"] = result.Hash,
        };
    }

    public static JsonObject ChipAuthentication(RowFiles files)
    {
        using JsonDocument transcript = JsonDocument.Parse(files.Read("transcript.json"));
        ChipAuthenticationEvidence evidence = new(Hex("terminal_private"), Hex("response_ssc"), Hex("rapdu"));
        ChipAuthenticationResult result = ChipAuthenticationReplay.Verify(Dg14.Read(files.Read("EF_DG14.bin")), evidence);
        return new JsonObject { ["verdict"] = result.Valid ? "accept" : "reject", ["protocol"] = result.Protocol };

        byte[] Hex(string name) => Convert.FromHexString(transcript.RootElement.GetProperty(name).GetString()!);
    }

    /// <summary>Doc 9303-11 appendix F starts from the recovered message, because it does not print the key.</summary>
    public static JsonObject WorkedExample(RowFiles files)
    {
        using JsonDocument example = JsonDocument.Parse(files.First);
        byte[] recovered = Convert.FromHexString(example.RootElement.GetProperty("F").GetString()!);
        byte[] challenge = Convert.FromHexString(example.RootElement.GetProperty("rnd_ifd").GetString()!);
        System.Security.Cryptography.HashAlgorithmName? hash = Iso9796.Verify(recovered, challenge);
        challenge[0] ^= 1;
        return new JsonObject
        {
            ["verdict"] = hash is null ? "reject" : "accept",
            ["hash"] = hash?.Name?.ToLowerInvariant(),
            ["wrong_challenge"] = Iso9796.Verify(recovered, challenge) is null ? "reject" : "accept",
        };
    }
}
