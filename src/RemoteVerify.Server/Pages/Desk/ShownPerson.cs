using RemoteVerify.Cases;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Vision;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>One participant on the screen of a case.</summary>
/// <param name="Person">Who.</param>
/// <param name="Verification">The newest check of the identity; null while none was begun.</param>
/// <param name="Evidence">What was looked at; null when nothing was, or may be.</param>
/// <param name="Refusal">Why it could not be looked at.</param>
public sealed record ShownPerson(Participant Person, Verification? Verification, EvidenceBundle? Evidence, Refusal? Refusal)
{
    /// <summary>An officer must decide who this is.</summary>
    public bool WaitsForDecision => Verification is WithOfficer;

    /// <summary>There is something to look at.</summary>
    public bool MayBeLookedAt => Verification is VerificationWithChip found && found.Allowed.Contains(Act.ViewEvidence);

    /// <summary>The newest capture of which something was kept.</summary>
    public ShownCapture? Capture => Evidence?.Captures.LastOrDefault();

    /// <summary>Codes of why an officer is asked.</summary>
    public IReadOnlyList<string> Reasons => Verification is WithOfficer waiting ? waiting.Reasons : Capture?.Attempt.Reasons ?? [];

    /// <summary>The chip's picture as browsers draw it; null when it can't be drawn.</summary>
    public string? Portrait => Evidence is { } evidence ? Drawn(evidence.Portrait, evidence.PortraitFormat != "jpeg") : null;

    /// <summary>Pictures go with the page, so that one recorded look shows all of them and no address of a picture is left behind.</summary>
    public static string Drawn(ReadOnlyMemory<byte> jpeg) => "data:image/jpeg;base64," + Convert.ToBase64String(jpeg.Span);

    private static string? Drawn(ReadOnlyMemory<byte> picture, bool isJpeg2000)
    {
        if (!isJpeg2000)
        {
            return Drawn(picture);
        }

        try
        {
            using Image image = ImageCodec.Decode(picture.Span, ImageLimits.Default);
            return Drawn(ImageCodec.EncodeJpeg(image));
        }
        catch (VisionFormatException)
        {
            return null;
        }
    }

    public override string ToString() => $"ShownPerson {Person.Id}";
}
