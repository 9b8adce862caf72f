using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Server.ChipRelay;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>The chip of the identity card: whether it was read, by whom it can be, and what was read of it, masked.</summary>
public sealed class CardModel(CitizenVisit visits, CitizenRoad road, PageTexts texts, IServicePointDirectory points, SendMessage send, OpenChipRelay relay, IOptions<ServiceOptions> options)
    : CitizenStep(visits, road, texts)
{
    public override string Step => DueStep.Card;

    /// <summary>The page reloads by itself; a person can stop that.</summary>
    public bool Reloads { get; private set; }

    /// <summary>The accepted chip, or null.</summary>
    public ChipProof? Chip => (Found.Mine as VerificationWithChip)?.Chip;

    /// <summary>Why the last reading was not accepted, in one sentence; null when none was refused.</summary>
    public string? Trouble => Found.Mine is AwaitingChip { File.ChipAttempts: [.., { Accepted: false } last] } ? CheckSentences.OfChip(last.Reasons, Texts) : null;

    public IReadOnlyList<ServicePoint> Points => points.List(Visitor.Tenant);

    /// <summary>The wish about a covered face was sent.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>Name of the app on a phone that takes the reading over; null when there is none.</summary>
    public string? PhoneApp => options.Value.PhoneReaderApp is { Length: > 0 } name ? name : null;

    /// <summary>The code that hands the reading over to that app, and until when it does; null before it was asked for.</summary>
    public (QrDrawing Code, DateTimeOffset Until)? Phone { get; private set; }

    /// <summary>
    /// Gives the reading to a phone: a ticket of one relay as a QR code, on this answer alone. Who has no script reads "done" and presses the button; a code that was not used is gone after its time.
    /// </summary>
    public async Task<IActionResult> OnPostPhoneAsync(CancellationToken cancellationToken)
    {
        if (PhoneApp is null || Found.Mine is not AwaitingChip waiting || Found.HasSigned)
        {
            return Onward();
        }

        Outcome<ChipRelayTicket> opened = await relay.DoAsync(Visitor.Actor, waiting.File.Id, null, cancellationToken);
        if (opened.Refusal is { } refusal)
        {
            return await RefusedAsync(refusal, cancellationToken);
        }

        Phone = (QrDrawing.Of(RelayHandOver.Text(options.Value.PublicAddress, waiting.File.Id, opened.Value)), opened.Value.ExpiresAt);
        return Page();
    }

    /// <summary>Who covers the face is not sent before the camera: the wish goes to the office as a message that it must answer, and an officer meets the person apart.</summary>
    public async Task<IActionResult> OnPostCoverAsync(bool sameSex, CancellationToken cancellationToken)
    {
        string text = sameSex ? Texts["citizen.cover.message-same-sex"].Value : Texts["citizen.cover.message"].Value;
        Outcome<Message> sent = await send.DoAsync(Visitor.Actor, Visitor.Case, text, null, cancellationToken);
        return sent.Refusal is { } refusal ? await RefusedAsync(refusal, cancellationToken) : LocalRedirect(Visitor.Address("card") + "?still=true&asked=true");
    }

    public IActionResult OnGet(bool still, bool asked)
    {
        IsAsked = asked;
        if (Found.Mine is not (AwaitingChip or VerificationWithChip) || Found.HasSigned)
        {
            return Onward();
        }

        Reloads = Chip is null && !still;
        if (Reloads)
        {
            Waits.Reload(Response, Visitor.Address());
        }

        return Page();
    }

    /// <summary>Only the first and the last digits.</summary>
    public static string Masked(string number) => number.Length <= 5 ? new string('•', number.Length) : $"{number[..3]}{new string('•', number.Length - 5)}{number[^2..]}";

    /// <summary>The name as strangers may see it: the screen may be seen by others.</summary>
    public static string MaskedHolder(string name) => MaskedName.Of(name);

    /// <summary>The year of a date <c>yyyy-MM-dd</c>.</summary>
    public static string Year(string date) => date.Length >= 4 ? date[..4] : "••••";
}

/// <summary>How pages wait without a script.</summary>
internal static class Waits
{
    /// <summary>Seconds until a waiting page asks again: long enough to be read to the end.</summary>
    public const int Seconds = 20;

    public static void Reload(HttpResponse response, string address) =>
        response.Headers["Refresh"] = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Seconds}; url={address}");
}
