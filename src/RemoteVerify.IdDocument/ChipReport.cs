using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.IdDocument;

/// <summary>Everything that was found out about one chip. The parts that are personal data do not print themselves.</summary>
public sealed record ChipReport
{
    public required ChipVerdict Verdict { get; init; }

    public required IReadOnlyList<Finding> Findings { get; init; }

    public required PassiveAuthenticationState PassiveAuthentication { get; init; }

    public required TrustState Trust { get; init; }

    public required SignerRevocation Revocation { get; init; }

    public required ProofState ActiveAuthentication { get; init; }

    public required ProofState ChipAuthentication { get; init; }

    /// <summary>By number: every data group that is listed in EF.SOD or was handed in.</summary>
    public required IReadOnlyDictionary<int, DataGroupState> DataGroups { get; init; }

    /// <summary>The ways in which the chip could prove itself: <c>AA</c>, <c>CA</c>, both or none (then its files can be copied).</summary>
    public required IReadOnlyList<string> CloneProtection { get; init; }

    /// <summary>True when message digest, signed attributes and signature of EF.SOD all stand.</summary>
    public required bool SodSignatureValid { get; init; }

    public required SecurityObject? SecurityObject { get; init; }

    public required Certificate? DocumentSigner { get; init; }

    public required Certificate? CountrySigner { get; init; }

    /// <summary>Null when DG1 is absent or can't be read. Use it only when <see cref="Verdict"/> accepts.</summary>
    public required Holder? Holder { get; init; }

    /// <summary>Null when DG2 is absent or can't be read. Use it only when <see cref="Verdict"/> accepts.</summary>
    public required Portrait? Portrait { get; init; }

    /// <summary>Codes of everything that is more than information, gravest first.</summary>
    public IReadOnlyList<string> Reasons =>
        [.. Findings.Where(finding => finding.Severity > FindingSeverity.Information).OrderByDescending(finding => finding.Severity).Select(finding => finding.Code).Distinct()];

    /// <summary>True for accept and accept-with-warning.</summary>
    public bool IsAccepted => Verdict is ChipVerdict.Accept or ChipVerdict.AcceptWithWarning;

    public override string ToString() => $"ChipReport({Verdict}, passive authentication {PassiveAuthentication}; holder not shown)";
}
