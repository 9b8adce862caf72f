using System.Text.Json;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Server.Endpoints.Verifications;

public sealed record StartVerificationBody(Guid CaseId, string? Participant);

public sealed record DecisionBody(bool Accept, string? Reason);

public sealed record VerificationStateResponse(Guid Id, string State);

/// <summary>A verification as portals and citizens see it.</summary>
/// <param name="Result">pending, retry, officer, passed or declined.</param>
/// <param name="Chip">What was found out about the chip; null until it is accepted.</param>
/// <param name="Models">The networks that judged the last finished capture; null before one was judged.</param>
public sealed record VerificationResponse(
    Guid Id, Guid CaseId, string Participant, string State, string Result, IReadOnlyList<string> Reasons, int CapturesLeft, AcceptedChipResponse? Chip, IReadOnlyList<string> AllowedActions,
    ModelsResponse? Models)
{
    public static VerificationResponse Of(VerificationView view) => new(
        view.Id.Value, view.CaseId.Value, view.Participant.Value, view.State, view.Result, view.Reasons, view.CapturesLeft, AcceptedChipResponse.Of(view.Chip), view.AllowedActions,
        view.Models is { } models ? ModelsResponse.Of(models.Set, models.Models) : null);
}

/// <summary>The networks behind a result.</summary>
/// <param name="Set">Name of their set; null for captures that were kept before sets were recorded.</param>
/// <param name="Grade">demo, development or production.</param>
/// <param name="Thresholds">Where the match thresholds come from: the manifest, or the operator's calibration.</param>
/// <param name="Files">Each network by name and hash.</param>
public sealed record ModelsResponse(string? Set, string? Grade, string? Thresholds, IReadOnlyList<ModelFileResponse> Files)
{
    public static ModelsResponse Of(ModelSetUsed? set, IReadOnlyList<ModelUsed> models) =>
        new(set?.Name, set?.Grade, set?.Thresholds, [.. models.Select(model => new ModelFileResponse(model.Name, model.Sha256.Hex))]);
}

public sealed record ModelFileResponse(string Name, string Sha256);

/// <summary>A ticket for one capture.</summary>
/// <param name="Ticket">Goes into the first message on the WebSocket, never into an address.</param>
/// <param name="Path">Path of the WebSocket.</param>
public sealed record CaptureTicketResponse(string Ticket, int Number, string Path, DateTimeOffset ExpiresAt)
{
    public override string ToString() => nameof(CaptureTicketResponse);
}

/// <summary>The evidence for an officer.</summary>
/// <param name="ChipEvidence">Files of the chip and its answers, for <c>rv chip verify --evidence</c>; null for chips that were kept before this was recorded.</param>
public sealed record EvidenceResponse(
    Guid Verification, string State, HolderResponse Holder, byte[] Portrait, string PortraitFormat, JsonElement ChipReport, IReadOnlyList<CaptureResponse> Captures,
    byte[]? ChipEvidence)
{
    public static EvidenceResponse Of(EvidenceBundle bundle) => new(
        bundle.Verification.File.Id.Value, bundle.Verification.State,
        new HolderResponse(bundle.Holder.FullName, bundle.Holder.PersonalNumber, bundle.Holder.BirthDate, bundle.Holder.Sex, bundle.Holder.Nationality, bundle.Holder.ExpiryDate),
        bundle.Portrait.ToArray(), bundle.PortraitFormat, JsonDocument.Parse(bundle.ChipReport).RootElement,
        [.. bundle.Captures.Select(CaptureResponse.Of)], bundle.ChipEvidence?.ToArray());

    public override string ToString() => nameof(EvidenceResponse);
}

public sealed record HolderResponse(string FullName, string PersonalNumber, string BirthDate, string Sex, string Nationality, string ExpiryDate)
{
    public override string ToString() => nameof(HolderResponse);
}

/// <summary>One capture: every check with value and threshold, the steps, the proof pictures and the canonical package.</summary>
/// <param name="Seal">The signature over the package; null for captures that were kept before packages were signed.</param>
public sealed record CaptureResponse(
    int Number, string Verdict, IReadOnlyList<string> Reasons, IReadOnlyList<CaptureCheck> Checks, IReadOnlyList<CaptureStep> Steps,
    string ChainSha256, string PackageSha256, byte[] Package, IReadOnlyList<PictureResponse> Pictures,
    ModelsResponse Models, EvidenceSealResponse? Seal)
{
    public static CaptureResponse Of(ShownCapture shown)
    {
        CaptureEvidence evidence = shown.Attempt.Evidence!;
        return new CaptureResponse(
            shown.Attempt.Number, shown.Attempt.Verdict.ToString(), shown.Attempt.Reasons, evidence.Checks, evidence.Steps,
            evidence.ChainSha256, evidence.PackageSha256.Hex, shown.Package.ToArray(), [.. shown.Pictures.Select(picture => new PictureResponse(picture.Label, picture.Jpeg.ToArray()))],
            ModelsResponse.Of(evidence.ModelSet, evidence.Models), EvidenceSealResponse.Of(evidence.Seal, shown.Signature));
    }

    public override string ToString() => $"CaptureResponse {Number}";
}

/// <summary>The signature over the package, for <c>rv liveness check</c> or <c>openssl cms -verify</c>.</summary>
/// <param name="Cms">Detached CMS SignedData in DER; null while there is none.</param>
/// <param name="TimestampedAt">Time of the RFC 3161 timestamp inside; null while there is none.</param>
/// <param name="Gap">Empty, timestamp-missing or signature-missing.</param>
public sealed record EvidenceSealResponse(byte[]? Cms, DateTimeOffset? TimestampedAt, string Gap)
{
    public static EvidenceSealResponse? Of(EvidenceSeal? seal, ReadOnlyMemory<byte>? cms) => seal is null ? null : new(cms?.ToArray(), seal.TimestampedAt, seal.Gap);
}

public sealed record PictureResponse(string Label, byte[] Jpeg)
{
    public override string ToString() => $"PictureResponse {Label}";
}
