// ICAO Doc 9303-11 clause 6: active and chip authentication show that the chip is the original and not a copy of its files.
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.Files;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingCategory;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingSeverity;

namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>Replays the evidence that the chip itself was there.</summary>
internal static class PossessionCheck
{
    private const string ActiveClause = "ICAO 9303-11 6.1";
    private const string ChipClause = "ICAO 9303-11 6.2";

    public static PossessionResult Run(Dg14? dg14, Dg15? dg15, PossessionEvidence? evidence, ChipPolicy policy, FindingList findings)
    {
        bool offersChip = dg14 is not null && dg14.ChipAuthenticationOffers().Any();
        ProofState active = Active(dg14, dg15, evidence?.Active, findings);
        ProofState chip = Chip(dg14, offersChip, evidence?.Chip, findings);
        List<string> offered = [.. dg15 is null ? Array.Empty<string>() : ["AA"], .. offersChip ? ["CA"] : Array.Empty<string>()];
        FindingSeverity missing = policy.PossessionRequired ? Policy : Information;
        if (offered.Count == 0)
        {
            FindingSeverity cloneable = policy is { PossessionRequired: true, AcceptCloneable: true } ? Warning : missing;
            findings.Add(FindingCode.Cloneable, Clone, cloneable, "ICAO 9303-11 6", "the chip has no key to prove itself: its files can be copied");
        }
        else if (active != ProofState.Valid && chip != ProofState.Valid)
        {
            findings.Add(FindingCode.PossessionNotShown, Clone, missing, "ICAO 9303-11 6", "the chip did not prove its key: these may be copied files");
        }

        return new PossessionResult(active, chip, offered.AsReadOnly());
    }

    private static ProofState Active(Dg14? dg14, Dg15? dg15, ActiveAuthenticationEvidence? evidence, FindingList findings)
    {
        if (dg15 is null || evidence is null)
        {
            return Without(dg15 is not null, evidence is not null, ActiveClause, findings);
        }

        ActiveAuthenticationResult result;
        try
        {
            result = ActiveAuthentication.Verify(dg15, dg14?.ActiveAuthentication, evidence.Challenge.Span, evidence.Response.Span);
        }
        catch (IdDocumentFormatException)
        {
            result = new ActiveAuthenticationResult(false, null, false, "key-unsupported");
        }

        if (!result.Valid)
        {
            findings.Add(FindingCode.PossessionRefuted, Clone, Reject, ActiveClause, $"the answer is not that of the chip's key ({result.Reason})", 15);
            return ProofState.Invalid;
        }

        if (result.DerEncoded)
        {
            findings.Add(FindingCode.PossessionDerSignature, Clone, Warning, ActiveClause, "the chip's answer is in DER instead of plain form", 15);
        }

        return ProofState.Valid;
    }

    private static ProofState Chip(Dg14? dg14, bool offered, ChipAuthenticationEvidence? evidence, FindingList findings)
    {
        if (!offered || evidence is null)
        {
            return Without(offered, evidence is not null, ChipClause, findings);
        }

        ChipAuthenticationResult result;
        try
        {
            result = ChipAuthenticationReplay.Verify(dg14!, evidence);
        }
        catch (IdDocumentFormatException)
        {
            result = new ChipAuthenticationResult(false, null, "key-agreement-failed");
        }

        if (result.Valid)
        {
            return ProofState.Valid;
        }

        findings.Add(FindingCode.PossessionRefuted, Clone, Reject, ChipClause, $"the response was not made with the chip's key ({result.Reason})", 14);
        return ProofState.Invalid;
    }

    /// <summary>Evidence for a key that the chip does not have is no missing proof but a false one.</summary>
    private static ProofState Without(bool offered, bool claimed, string clause, FindingList findings)
    {
        if (!offered && claimed)
        {
            findings.Add(FindingCode.PossessionRefuted, Clone, Reject, clause, "evidence was handed in for a key that the chip does not have");
            return ProofState.Invalid;
        }

        return offered ? ProofState.NotDone : ProofState.NotOffered;
    }
}

/// <summary>State of both proofs, and which of them the chip offers (<c>AA</c>, <c>CA</c>).</summary>
internal sealed record PossessionResult(ProofState Active, ProofState Chip, IReadOnlyList<string> Offered);
