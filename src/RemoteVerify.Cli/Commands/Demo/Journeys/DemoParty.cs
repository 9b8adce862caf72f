using System.Text.Json;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Synthetic.Attacks;
using RemoteVerify.Synthetic.Cast;

namespace RemoteVerify.Cli.Commands.Demo.Journeys;

/// <summary>One participant of a case with several: enters by invitation, proves who they are, confirms and signs.</summary>
internal sealed class DemoParty(DemoWorld world, CastMember person, string id, string role)
{
    private SyntheticPictures? _pictures;

    public string Id => id;

    public CastMember Person => person;

    public object Declared => new { fullName = person.FullName, personalNumber = person.PersonalNumber, role };

    public ApiClient Session { get; private set; } = world.Anyone;

    public string VerificationId { get; private set; } = string.Empty;

    /// <summary>Everything that the camera sent, one JPEG after the other: a film of the person in front of the venue's camera. The first frames are WebP and not among them.</summary>
    public byte[] Film => [.. (_pictures?.Sent ?? []).Where(picture => picture is { Kind: FrameKind.Guide, Picture: [0xFF, 0xD8, ..] }).SelectMany(picture => picture.Picture)];

    public async Task EnterAsync(string caseId, CancellationToken cancellationToken)
    {
        JsonElement invitation = await world.Portal.PostAsync($"/v1/cases/{caseId}/participants/{id}/invitation", new { }, cancellationToken);
        JsonElement session = await world.Anyone.PostAsync("/v1/sessions", new { ticket = invitation.GetProperty("ticket").GetString() }, cancellationToken);
        Session = world.Anyone.WithToken(session.GetProperty("token").GetString()!);
    }

    /// <summary>Agrees to the check of the identity and to the recording; nothing is preset.</summary>
    public async Task ConsentAsync(string caseId, CancellationToken cancellationToken)
    {
        foreach (string purpose in new[] { "identity-check", "session-recording" })
        {
            await Session.PostAsync($"/v1/cases/{caseId}/consents/{purpose}", new { textVersion = "1", given = true }, cancellationToken);
        }
    }

    /// <summary>Chip and camera; like anybody, the person may try again when the service asks for it.</summary>
    public async Task<VerificationResult> ProveAsync(string caseId, ulong seed, CancellationToken cancellationToken)
    {
        CaptureJourney journey = CaptureJourney.Of(world.Portal, world.People, person, caseId, id);
        (VerificationResult result, _) = await journey.ProveAsync(seed, cancellationToken);
        (VerificationId, _pictures) = (journey.VerificationId, journey.Pictures);
        return result;
    }

    /// <summary>Confirms exactly this document and signs it with a one-time key.</summary>
    public async Task<string> SignAsync(string caseId, string documentSha256, CancellationToken cancellationToken)
    {
        await Session.PostAsync("/v1/signature-requests", new { caseId, @as = "citizen" }, cancellationToken);
        JsonElement signed = await Session.PostAsync($"/v1/signature-requests/{caseId}/confirm", new { documentSha256 }, cancellationToken);
        return signed.GetProperty("state").GetString()!;
    }
}
