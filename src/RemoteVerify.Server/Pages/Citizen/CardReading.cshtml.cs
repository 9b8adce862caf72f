using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Primitives;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Dossiers.Cards;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.CardPictures;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>
/// Reads what is printed on the card by the webcam, or from a photo, to fill in the form. The person looks at it before anything is saved; a field that a better source filled stays as it is,
/// and nothing of it counts as proof of who somebody is.
/// </summary>
[RequestSizeLimit(LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestForm, MemoryBufferThreshold = LargestForm, ValueCountLimit = 64, ValueLengthLimit = 16_384)]
public sealed class CardReadingModel(CitizenVisit visits, CitizenRoad road, PageTexts texts, SetFields set, CardPictureReader pictures, CardReadingSeal seal) : CitizenStep(visits, road, texts)
{
    private const int LargestForm = CardPictureReader.MaximumBytes + 65_536;

    /// <summary>Answer to who chooses between two values.</summary>
    public const string Take = "take";

    /// <summary>A longer text gets two lines, so that all of it is seen on a phone.</summary>
    public const int OneLine = 24;

    public override string Step => DueStep.Form;

    /// <summary>Megabytes of a photo that are taken.</summary>
    public static int LargestMegabytes => CardPictureReader.MaximumBytes >> 20;

    /// <summary>What the camera read, sealed; null as long as nothing was.</summary>
    public string? Sealed { get; private set; }

    /// <summary>What was read, field by field.</summary>
    public IReadOnlyList<CardProposal> Proposals { get; private set; } = [];

    /// <summary>Something of it can be put into the form.</summary>
    public bool OffersAnything => Proposals.Any(one => one.State is CardProposalState.Open or CardProposalState.Differs);

    public IActionResult OnGet() => IsOpen ? Page() : Onward();

    /// <summary>A still of the script: <c>{ say, reading }</c>, the code of the next sentence and, when a card was read, the sealed reading.</summary>
    public async Task<IActionResult> OnPostLookAsync(IFormFile? picture, bool isPhoto, CancellationToken cancellationToken)
    {
        if (!IsOpen)
        {
            return new JsonResult(new { say = "over" }) { StatusCode = StatusCodes.Status409Conflict };
        }

        CardSight sight = await LookAsync(picture, isPhoto: false, cancellationToken);
        if (sight.Reading is { } reading)
        {
            return CardProposals.IsOfApplicant(Found.File, reading)
                ? new JsonResult(new { say = "read", reading = seal.Close(Visitor.Actor, Visitor.Case, reading) })
                : new JsonResult(new { say = "other-card" });
        }

        return new JsonResult(new { say = Code(sight.Look) });
    }

    /// <summary>A photo, sent without script: the answer is the page with what was read, or why nothing was.</summary>
    public async Task<IActionResult> OnPostPhotoAsync(IFormFile? picture, CancellationToken cancellationToken)
    {
        if (!IsOpen)
        {
            return Onward();
        }

        if (picture is null || picture.Length == 0)
        {
            return Wrong("no-file");
        }

        CardSight sight = await LookAsync(picture, isPhoto: true, cancellationToken);
        return sight.Reading is not { } reading ? Wrong(Code(sight.Look))
            : CardProposals.IsOfApplicant(Found.File, reading) ? Show(reading)
            : Wrong("other-card");
    }

    /// <summary>What the script's camera read, to be looked at.</summary>
    public IActionResult OnPostReview(string? reading) =>
        !IsOpen ? Onward() : seal.Open(Visitor.Actor, Visitor.Case, reading) is { } opened ? Show(opened) : Wrong("too-old");

    /// <summary>Puts into the form what the person left or changed; a value that stayed as it was read says so for good.</summary>
    public async Task<IActionResult> OnPostKeepAsync(string? reading, CancellationToken cancellationToken)
    {
        if (!IsOpen)
        {
            return Onward();
        }

        if (seal.Open(Visitor.Actor, Visitor.Case, reading) is not { } opened)
        {
            return Wrong("too-old");
        }

        Show(opened);
        FieldInput[] inputs = [.. Proposals.Select(Answer).OfType<FieldInput>()];
        if (inputs.Length == 0)
        {
            return LocalRedirect(Visitor.Address(DueStep.Form));
        }

        Outcome<Case> saved = await set.DoAsync(Visitor.Actor, Visitor.Case, inputs, cancellationToken);
        if (saved.Refusal is not { } refusal)
        {
            return LocalRedirect(Visitor.Address(DueStep.Form));
        }

        IActionResult refused = await RefusedAsync(refusal, cancellationToken, [.. Faults(refusal)]);
        Show(opened);
        return refused;
    }

    /// <summary>Name and id of the input of a field, or of one part of it.</summary>
    public static string InputOf(FormFieldRule rule, string? part = null) => part is null ? $"read-{rule?.Id}" : $"read-{rule?.Id}-{part}";

    /// <summary>What was sent for a field, else what was read.</summary>
    public string Sent(CardProposal proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        return Request.HasFormContentType && IsAnswered(proposal.Rule) ? SentValue(proposal.Rule) : proposal.Value;
    }

    private bool IsOpen => DossierActs.Gathers(Found.Case) && CardProposals.AreOf(Found.Procedure);

    private FieldInput? Answer(CardProposal proposal) => proposal.State switch
    {
        CardProposalState.Open when IsAnswered(proposal.Rule) => new FieldInput(proposal.Rule.Id, SentValue(proposal.Rule)) { ReadFromCard = FieldFaults.Clean(SentValue(proposal.Rule)) == proposal.Value },
        CardProposalState.Differs when Request.Form[InputOf(proposal.Rule)] == Take => new FieldInput(proposal.Rule.Id, proposal.Value) { ReadFromCard = true },
        _ => null,
    };

    private bool IsAnswered(FormFieldRule rule) => Request.Form.ContainsKey(rule.Type == FormFieldType.Date ? InputOf(rule, "day") : InputOf(rule));

    private string SentValue(FormFieldRule rule) => FormFields.Sent(rule, new FormCollection(new Dictionary<string, StringValues>
    {
        ["value"] = Request.Form[InputOf(rule)].ToString().ReplaceLineEndings(" "),
        ["day"] = Request.Form[InputOf(rule, "day")],
        ["month"] = Request.Form[InputOf(rule, "month")],
        ["year"] = Request.Form[InputOf(rule, "year")],
    }));

    private async Task<CardSight> LookAsync(IFormFile? picture, bool isPhoto, CancellationToken cancellationToken)
    {
        if (picture is null || picture.Length is 0 or > CardPictureReader.MaximumBytes)
        {
            return new CardSight(CardLook.NotAPicture);
        }

        byte[] bytes = new byte[picture.Length];
        await using Stream content = picture.OpenReadStream();
        await content.ReadExactlyAsync(bytes, cancellationToken);
        try
        {
            return await pictures.LookAsync($"{Visitor.Case.Value}/{Visitor.Participant.Value}", bytes, isPhoto, cancellationToken);
        }
        finally
        {
            Array.Clear(bytes);
        }
    }

    private PageResult Show(CardReading reading)
    {
        Sealed = seal.Close(Visitor.Actor, Visitor.Case, reading);
        Proposals = CardProposals.Of(Found.Procedure, Found.File, reading);
        return Page();
    }

    private PageResult Wrong(string code)
    {
        Response.StatusCode = code == "busy" ? StatusCodes.Status429TooManyRequests : StatusCodes.Status422UnprocessableEntity;
        Errors = [new FieldError("picture", Texts["cardread.photo." + code])];
        return Page();
    }

    private IEnumerable<FieldError> Faults(Refusal refusal) => refusal.Code != RefusalCode.FieldsInvalid ? [] :
        from reason in refusal.Reasons
        let at = reason.LastIndexOf('.')
        let rule = Proposals.FirstOrDefault(one => reason[..at] == $"field:{one.Rule.Id}")?.Rule
        where rule is not null
        select new FieldError(rule.Type == FormFieldType.Date ? InputOf(rule, "day") : rule.Type == FormFieldType.Choice ? InputOf(rule, "1") : InputOf(rule), Texts["citizen.field.fault." + reason[(at + 1)..]]);

    private static string Code(CardLook look) => look switch
    {
        CardLook.OtherCode => "other-code",
        CardLook.Dark => "dark",
        CardLook.Glare => "glare",
        CardLook.Blurred => "blurred",
        CardLook.NotAPicture => "not-a-picture",
        CardLook.Busy => "busy",
        _ => "closer",
    };
}
