// CSC API 1.0.4.0 section 11.5 and 2.0 section 11.5 (credentials/info).
using System.Text.Json;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Hsm.Csc;

/// <summary>Reads a credential and refuses one that must not sign now, before anybody is asked for a PIN.</summary>
internal static class CscCredentialReader
{
    private const int MinimumRsaBits = 2048;
    private const int MinimumCurveBits = 256;
    private const int MaximumCertificates = 8;

    public static CscCredential Read(string id, JsonElement answer, CscVersion version, DateTimeOffset now)
    {
        JsonElement key = CscJson.Member(answer, "key") ?? throw CscWire.Trouble(CscProblem.AnswerMalformed);
        JsonElement cert = CscJson.Member(answer, "cert") ?? throw CscWire.Trouble(CscProblem.AnswerMalformed);
        IReadOnlyList<Certificate> certificates = Certificates(cert);
        Certificate own = certificates[0];
        bool usable = CscJson.Text(key, "status") is null or "enabled" && CscJson.Text(cert, "status") is null or "valid"
            && own.NotBefore <= now && now <= own.NotAfter;
        if (!usable)
        {
            throw CscWire.Trouble(CscProblem.CredentialUnusable);
        }

        if (own.PublicKey.KeySizeBits < (own.PublicKey.Kind == KeyKind.Rsa ? MinimumRsaBits : MinimumCurveBits))
        {
            throw CscWire.Trouble(CscProblem.CertificateNotAccepted);
        }

        (SignatureScheme scheme, string algorithm) = Choose(own.PublicKey, CscJson.Texts(key, "algo"));
        (string mode, CscNeed pin, CscNeed otp) = version == CscVersion.V1 ? Needs1(answer) : Needs2(answer);
        if (mode is not ("implicit" or "explicit"))
        {
            throw CscWire.Trouble(CscProblem.Unsupported);
        }

        return new CscCredential(
            id, own, [.. certificates.Skip(1)], scheme, algorithm, pin, otp, mode == "explicit", CscJson.Text(answer, "SCAL") == "2",
            Math.Clamp(CscJson.Number(answer, "multisign") ?? 1, 1, 1000));
    }

    private static IReadOnlyList<Certificate> Certificates(JsonElement cert)
    {
        try
        {
            IReadOnlyList<byte[]>? encoded = CscJson.Bytes(cert, "certificates");
            return encoded is { Count: > 0 and <= MaximumCertificates } ? [.. encoded.Select(der => Certificate.Read(der))] : throw CscWire.Trouble(CscProblem.CertificateNotAccepted);
        }
        catch (PkiFormatException e)
        {
            throw CscWire.Trouble(CscProblem.CertificateNotAccepted, e);
        }
    }

    /// <summary>The usual scheme of the key where the service has it, by its full name or by the key's; PSS where that is all it has.</summary>
    private static (SignatureScheme, string) Choose(PublicKeyInfo key, IReadOnlyList<string> offered)
    {
        SignatureScheme usual = SignatureScheme.DefaultFor(key);
        string plain = key.Kind == KeyKind.Ec ? Oids.EcPublicKey : Oids.RsaEncryption;
        return true switch
        {
            _ when offered.Count == 0 || offered.Contains(usual.Algorithm.Oid) => (usual, usual.Algorithm.Oid),
            _ when offered.Contains(plain) => (usual, key.Kind == KeyKind.Ec ? usual.Algorithm.Oid : plain),
            _ when key.Kind == KeyKind.Rsa && offered.Contains(Oids.RsaPss) => (SignatureScheme.RsaPss(usual.Hash), Oids.RsaPss),
            _ => throw CscWire.Trouble(CscProblem.Unsupported),
        };
    }

    private static (string, CscNeed, CscNeed) Needs1(JsonElement answer)
    {
        CscNeed Need(string name) => CscJson.Member(answer, name) is not { } found ? CscNeed.No : CscJson.Text(found, "presence") switch
        {
            "true" => CscNeed.Required,
            "optional" => CscNeed.Optional,
            _ => CscNeed.No,
        };

        return (CscJson.Text(answer, "authMode") ?? "explicit", Need("PIN"), Need("OTP"));
    }

    private static (string, CscNeed, CscNeed) Needs2(JsonElement answer)
    {
        JsonElement auth = CscJson.Member(answer, "auth") ?? throw CscWire.Trouble(CscProblem.AnswerMalformed);
        string[] ids = CscJson.Member(auth, "objects") is { ValueKind: JsonValueKind.Array } objects
            ? [.. objects.EnumerateArray().Select(item => CscJson.Text(item, "id")).OfType<string>()]
            : [];
        if (ids.Except(["PIN", "OTP"]).Any())
        {
            throw CscWire.Trouble(CscProblem.Unsupported);
        }

        // "PIN OR OTP" leaves the choice; everything else needs all that is listed.
        bool choice = CscJson.Text(auth, "expression")?.Contains(" OR ", StringComparison.OrdinalIgnoreCase) == true;
        CscNeed Need(string id) => !ids.Contains(id) ? CscNeed.No : choice ? CscNeed.Optional : CscNeed.Required;
        return (CscJson.Text(auth, "mode") ?? "explicit", Need("PIN"), Need("OTP"));
    }
}
