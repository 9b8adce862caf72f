using System.Text.Json.Nodes;
using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.IdDocument.Conformance;

/// <summary>Facts of whole chips.</summary>
internal static class ChipFacts
{
    public static JsonObject PassiveAuthentication(RowFiles files, DateTimeOffset at)
    {
        ChipFiles chip = files.Chip();
        CountrySignerStore store = new(
            files.Certificates(IsAnchor), files.Certificates(name => name.EndsWith(".cer", StringComparison.Ordinal) && !IsAnchor(name)));
        IReadOnlyList<Crl> crls = [.. files.All(name => name.EndsWith(".crl", StringComparison.Ordinal)).Select(Crl.Read)];
        ChipReport report = ChipVerifier.Verify(chip, store, crls, ChipPolicy.Default, at, null);
        JsonObject facts = new()
        {
            ["verdict"] = Facts.Word(report.Verdict),
            ["chain"] = Facts.Word(report.Trust),
            ["clone_protection"] = Facts.Array(report.CloneProtection),
            ["sod_signature"] = report.SodSignatureValid ? "valid" : "invalid",
            ["dg_hash_alg"] = Facts.HashName(report.SecurityObject?.HashAlgorithmOid),
            ["dg_hashes"] = Hashes(report),
            ["dg"] = Numbers(report),
            ["lds_version"] = report.SecurityObject?.LdsVersion,
            ["unicode_version"] = report.SecurityObject?.UnicodeVersion,
            ["revocation"] = Facts.Word(report.Revocation),
            ["document_number"] = report.Holder?.DocumentNumber,
            ["issuing_state"] = report.Holder?.IssuingState,
        };
        AddSignatureAlgorithm(facts, chip);
        if (chip.DataGroup(1) is { } dg1)
        {
            FileFacts.AddMrz(facts, dg1);
        }

        if (chip.DataGroup(13) is { } dg13 && report.DataGroups.GetValueOrDefault(13) == DataGroupState.Ok)
        {
            facts["dg13"] = FileFacts.Dg13Fields(Vietnam.Dg13.Read(dg13));
        }

        return facts;
    }

    /// <summary>EF.SOD alone: its own verdict, and a chain against an empty store.</summary>
    public static JsonObject SecurityObject(RowFiles files, DateTimeOffset at)
    {
        SodCheckResult result = SodCheck.Run(files.First, null);
        TrustState trust = result.DocumentSigner is { } signer
            ? TrustCheck.Run(signer, result.SignedData!.Certificates, CountrySignerStore.Empty, ChipPolicy.Default, at).State
            : TrustState.NotChecked;
        return new JsonObject
        {
            ["verdict"] = Facts.Word(result.Verdict),
            ["sod_signature"] = result.SignatureValid ? "valid" : "invalid",
            ["chain"] = Facts.Word(trust),
        };
    }

    private static bool IsAnchor(string name) =>
        name.StartsWith("trust_csca", StringComparison.Ordinal) && name.EndsWith(".cer", StringComparison.Ordinal);

    /// <summary>One word when every file handed in matches, else each file's own.</summary>
    private static JsonNode Hashes(ChipReport report)
    {
        KeyValuePair<int, DataGroupState>[] present = [.. report.DataGroups.Where(entry => entry.Value != DataGroupState.NotPresent)];
        return Array.TrueForAll(present, entry => entry.Value == DataGroupState.Ok)
            ? "match"
            : new JsonObject([.. present.Select(entry => KeyValuePair.Create(
                entry.Key.ToString(System.Globalization.CultureInfo.InvariantCulture), (JsonNode?)Facts.Word(entry.Value)))]);
    }

    /// <summary>The data groups that are the reason for a refusal: a number, or several.</summary>
    private static JsonNode? Numbers(ChipReport report)
    {
        int[] numbers = [.. report.Findings
            .Where(finding => finding is { Severity: FindingSeverity.Reject, DataGroup: not null })
            .Select(finding => finding.DataGroup!.Value).Distinct().Order()];
        return numbers.Length switch { 0 => null, 1 => numbers[0], _ => Facts.Array(numbers) };
    }

    private static void AddSignatureAlgorithm(JsonObject facts, ChipFiles chip)
    {
        if (chip.Sod is { } sod && SodCheck.Run(sod, null).SignedData?.Signers is [SignerInfo info])
        {
            facts["signature_alg"] = Facts.SignatureName(info.SignatureAlgorithm, info.DigestAlgorithm);
        }
    }
}
