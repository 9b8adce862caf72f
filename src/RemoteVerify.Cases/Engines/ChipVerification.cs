using System.Globalization;
using System.Text.Json;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Cases.Engines;

/// <summary>Judges chip files with the room <c>IdDocument</c>.</summary>
/// <param name="anchors">Country signers that the operator trusts.</param>
/// <param name="crls">Revocation lists.</param>
/// <param name="policy">What is accepted beyond right and wrong.</param>
public sealed class ChipVerification(CountrySignerStore anchors, IReadOnlyList<Crl> crls, ChipPolicy policy) : IChipVerification
{
    /// <summary>Most files of one hand-in.</summary>
    public const int MaximumFiles = 64;

    /// <inheritdoc/>
    public Outcome<ChipJudgement> Verify(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> submitted, PossessionEvidence? evidence, DateTimeOffset at)
    {
        if (submitted.Count > MaximumFiles)
        {
            return Unreadable("too-many-files");
        }

        ChipFiles files;
        try
        {
            files = ChipFiles.FromNamed(submitted);
        }
        catch (IdDocumentFormatException)
        {
            return Unreadable("broken-file");
        }

        if (files.Sod is not { } sod)
        {
            return Unreadable("sod-missing");
        }

        ChipReport report = ChipVerifier.Verify(files, anchors, crls, policy, at, evidence);
        bool genuine = report.PassiveAuthentication != PassiveAuthenticationState.NotGenuine
            && report.ActiveAuthentication != ProofState.Invalid && report.ChipAuthentication != ProofState.Invalid;
        return new ChipJudgement(
            report.IsAccepted, genuine, Word(report.Verdict), report.Reasons, Holder(report.Holder), report.Portrait?.Bytes,
            report.Portrait?.Format ?? "", sod, files.DataGroup(2) is { } dg2 ? Sha256Digest.Of(dg2.Span) : null, Json(report))
        {
            ActiveAuthentication = report.ActiveAuthentication == ProofState.Valid,
            ChipAuthentication = report.ChipAuthentication == ProofState.Valid,
            IsCloneable = report.CloneProtection.Count == 0,
        };
    }

    private static ChipHolder? Holder(Holder? holder) => holder is null
        ? null
        : new ChipHolder(
            holder.PersonalNumber ?? "", holder.FullName, Day(holder.BirthDate), holder.Sex.ToString(), holder.Nationality, Day(holder.ExpiryDate), holder.DocumentNumber)
        {
            IssuedDate = Day(holder.IssuedDate),
        };

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static Refusal Unreadable(string reason) => new(
        RefusalCode.ChipUnreadable, "The chip's files can't be read. Read EF.SOD, EF.DG1, EF.DG2 and the others from the chip again and send each once.", [], [reason]);

    private static string Word(ChipVerdict verdict) => verdict switch
    {
        ChipVerdict.Accept => "accept",
        ChipVerdict.AcceptWithWarning => "accept-with-warning",
        ChipVerdict.RejectByPolicy => "reject-by-policy",
        _ => "reject",
    };

    /// <summary>The report without the holder: that is kept on its own.</summary>
    private static byte[] Json(ChipReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("verdict", Word(report.Verdict));
            json.WriteString("passiveAuthentication", report.PassiveAuthentication.ToString());
            json.WriteString("activeAuthentication", report.ActiveAuthentication.ToString());
            json.WriteString("chipAuthentication", report.ChipAuthentication.ToString());
            json.WriteString("documentSigner", report.DocumentSigner?.Subject.ToString());
            json.WriteString("countrySigner", report.CountrySigner?.Subject.ToString());
            json.WriteStartObject("dataGroups");
            foreach (KeyValuePair<int, DataGroupState> group in report.DataGroups.OrderBy(g => g.Key))
            {
                json.WriteString($"DG{group.Key}", group.Value.ToString());
            }

            json.WriteEndObject();
            json.WriteStartArray("findings");
            foreach (Finding finding in report.Findings)
            {
                json.WriteStartObject();
                json.WriteString("code", finding.Code);
                json.WriteString("severity", finding.Severity.ToString());
                json.WriteString("clause", finding.Clause);
                json.WriteString("message", finding.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
