using System.Text.Json;
using RemoteVerify.Synthetic.Cameras;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Cli.Commands.Demo;

/// <summary>What a verification came to.</summary>
internal sealed record VerificationResult(string Id, string State, string Result, IReadOnlyList<string> Reasons, CameraResult Camera);

/// <summary>The way of one person through a case up to the end of the camera check, over HTTP and WebSocket.</summary>
internal sealed class CaptureJourney(ApiClient portal, DemoPeople people, CastMember person, string participant = "p1")
{
    public string CaseId { get; private set; } = string.Empty;

    /// <summary>The verification of a case that is open already.</summary>
    public static CaptureJourney Of(ApiClient portal, DemoPeople people, CastMember person, string caseId, string participant = "p1") =>
        new(portal, people, person, participant) { CaseId = caseId };

    public string VerificationId { get; private set; } = string.Empty;

    /// <summary>What the camera of the last try of <see cref="ProveAsync"/> sent; null before it.</summary>
    public SyntheticPictures? Pictures { get; private set; }

    public string ChipVerdict { get; private set; } = string.Empty;

    public async Task OpenAsync(byte[] contract, CancellationToken cancellationToken)
    {
        JsonElement opened = await portal.PostAsync(
            "/v1/cases",
            new
            {
                procedure = "remote-contract-test",
                title = "Hợp đồng thuê nhà (bản thử nghiệm)",
                participants = new[] { new { fullName = person.FullName, personalNumber = person.PersonalNumber, role = "party-a" } },
            },
            cancellationToken);
        CaseId = opened.GetProperty("id").GetString()!;
        await portal.PostBytesAsync($"/v1/cases/{CaseId}/document?{DemoContract.Places}", contract, "application/pdf", cancellationToken);
    }

    /// <summary>Starts the verification and hands in what an app reads from the card, with the card's answers to the service's challenge.</summary>
    public async Task<string> ProveChipAsync(VirtualChip card, CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken);
        JsonElement answer = await new ChipHandIn(portal, VerificationId).RunAsync(card, cancellationToken);
        ChipVerdict = answer.GetProperty("verdict").GetString()!;
        return ChipVerdict;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        JsonElement started = await portal.PostAsync("/v1/verifications", new { caseId = CaseId, participant }, cancellationToken);
        VerificationId = started.GetProperty("id").GetString()!;
    }

    public async Task<VerificationResult> FilmAsync(IPictureSource pictures, CancellationToken cancellationToken)
    {
        JsonElement ticket = await portal.PostAsync($"/v1/verifications/{VerificationId}/captures", new { }, cancellationToken);
        CameraResult camera = await new CameraRun(portal.Address, pictures).RunAsync(ticket.GetProperty("path").GetString()!, ticket.GetProperty("ticket").GetString()!, cancellationToken);
        JsonElement state = await portal.GetAsync($"/v1/verifications/{VerificationId}", cancellationToken);
        return new VerificationResult(
            VerificationId, state.GetProperty("state").GetString()!, state.GetProperty("result").GetString()!,
            [.. state.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()!)], camera);
    }

    /// <summary>Films as long as the service asks for another try, like anybody would; the service allows three.</summary>
    /// <param name="picturesOf">The pictures of the try with this number, from 0 on.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<(VerificationResult Result, int Tries)> FilmUntilJudgedAsync(Func<int, IPictureSource> picturesOf, CancellationToken cancellationToken)
    {
        int tries = 0;
        VerificationResult result;
        do
        {
            result = await FilmAsync(picturesOf(tries), cancellationToken);
            tries++;
        }
        while (result.Result == "retry");
        return (result, tries);
    }

    /// <summary>Proves chip and face of a person of the cast, from the card to the verdict.</summary>
    /// <param name="seed">Seed of the first try's camera; the next tries' follow.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<(VerificationResult Result, int Tries)> ProveAsync(ulong seed, CancellationToken cancellationToken)
    {
        using (VirtualChip card = people.CardOf(person, TimeProvider.System.GetUtcNow(), cancellationToken))
        {
            await ProveChipAsync(card, cancellationToken);
        }

        return await FilmUntilJudgedAsync(
            tried => Pictures = new SyntheticPictures(new SyntheticCamera(people.AtlasOf(person, cancellationToken), new SyntheticCameraOptions { Seed = seed + (ulong)tried })), cancellationToken);
    }

    /// <summary>Opens a case, proves the chip and films: everything up to the outcome of the camera check.</summary>
    public async Task<VerificationResult> RunAsync(byte[] contract, IPictureSource pictures, CancellationToken cancellationToken)
    {
        await OpenAsync(contract, cancellationToken);
        using VirtualChip card = people.CardOf(person, TimeProvider.System.GetUtcNow(), cancellationToken);
        await ProveChipAsync(card, cancellationToken);
        return await FilmAsync(pictures, cancellationToken);
    }
}
