using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Opening;

/// <summary>A person as the portal declares them.</summary>
/// <param name="FullName">Full name.</param>
/// <param name="PersonalNumber">12 digits.</param>
/// <param name="Role">What they are in the transaction.</param>
public sealed record DeclaredParticipant(string FullName, string PersonalNumber, string Role)
{
    /// <summary>What they do in the case.</summary>
    public ParticipantKind Kind { get; init; } = ParticipantKind.Party;

    public override string ToString() => $"DeclaredParticipant {Role}";
}

/// <summary>What a portal sends to open a case.</summary>
public sealed record OpenCaseRequest(string ProcedureCode, string? Title, IReadOnlyList<DeclaredParticipant> Participants)
{
    /// <summary>Reserved for linked procedures (nhóm thủ tục liên thông): a name is refused.</summary>
    public string? CaseGroup { get; init; }

    /// <summary>Reserved for linked procedures, that one identity check serves several cases: true is refused.</summary>
    public bool SharesIdentityCheck { get; init; }

    public override string ToString() => $"OpenCaseRequest {ProcedureCode}";
}

/// <summary>Opens a case of one procedure.</summary>
public sealed class OpenCase(Desk desk, ProcedureLibrary procedures)
{
    /// <summary>Most participants of one case.</summary>
    public const int MaximumParticipants = 20;

    /// <summary>Longest title and name, in characters.</summary>
    public const int MaximumTextLength = 200;

    private const string CodeLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int CodeLength = 8;

    public Task<Outcome<DraftCase>> DoAsync(Actor actor, OpenCaseRequest request, CancellationToken cancellationToken) =>
        desk.DoAsync<DraftCase>(Act.OpenCase, actor, (work, ct) => OpenAsync(work, request, NewCode(work.Now), ct), cancellationToken);

    /// <summary>The same inside another act, under a code that was given out before.</summary>
    internal async Task<Outcome<DraftCase>> OpenAsync(Work work, OpenCaseRequest request, string code, CancellationToken cancellationToken)
    {
        if (request.CaseGroup is not null || request.SharesIdentityCheck)
        {
            return new Refusal(
                RefusalCode.CaseGroupReserved, "Linked procedures with one identity check are reserved for later. Leave these members out and open a case for each procedure.", [],
                [.. request.CaseGroup is not null ? ["caseGroup"] : Array.Empty<string>(), .. request.SharesIdentityCheck ? ["sharesIdentityCheck"] : Array.Empty<string>()]);
        }

        if (!(await procedures.ForNewCaseAsync(work.Unit, request.ProcedureCode, VietnamTime.Day(work.Now), cancellationToken)).TryGet(out Procedure? procedure, out Refusal? refusal))
        {
            return refusal;
        }

        if (Problems(request) is { Count: > 0 } problems)
        {
            return new Refusal(RefusalCode.ParticipantInvalid, "Correct the named fields and send the case again.", [], problems);
        }

        CaseId id = CaseId.New(work.Now);
        Participant[] participants =
        [
            .. request.Participants.Select((p, i) => new Participant(
                new ParticipantId($"p{i + 1}"), p.FullName.Normalize(NormalizationForm.FormC).Trim(), p.PersonalNumber, p.Role) { Kind = p.Kind }),
        ];
        var opened = new DraftCase(new CaseFile(
            id, work.Actor.Tenant, code, procedure.Code, procedure.Version, procedure.IsTest || work.IsSandbox,
            string.IsNullOrWhiteSpace(request.Title) ? procedure.TitleVi : request.Title.Trim(), work.Actor.Id, work.Now, participants, 1)
        {
            Journey = procedure.Journey,
            ConsentsNeeded = [.. procedure.Consents.Where(consent => consent.Required).Select(consent => consent.Purpose)],
            Stages = [new StageStamp(CaseStage.Receive, work.Now)],
        });
        await work.Unit.Cases.AddAsync(opened, work.Now, cancellationToken);
        work.About(id);
        work.Note("procedure", $"{procedure.Code} {procedure.Version}");
        work.Publish("case.opened", id);
        return opened;
    }

    private static List<string> Problems(OpenCaseRequest request)
    {
        var problems = new List<string>();
        if (request.Title is { Length: > MaximumTextLength })
        {
            problems.Add("title.too-long");
        }

        if (request.Participants.Count is 0 or > MaximumParticipants)
        {
            problems.Add("participants.count");
        }

        for (int i = 0; i < request.Participants.Count; i++)
        {
            DeclaredParticipant p = request.Participants[i];
            if (string.IsNullOrWhiteSpace(p.FullName) || p.FullName.Length > MaximumTextLength)
            {
                problems.Add($"participants[{i}].full-name");
            }

            if (p.PersonalNumber is not { Length: 12 } || !p.PersonalNumber.All(char.IsAsciiDigit))
            {
                problems.Add($"participants[{i}].personal-number");
            }

            if (string.IsNullOrWhiteSpace(p.Role) || p.Role.Length > MaximumTextLength)
            {
                problems.Add($"participants[{i}].role");
            }
        }

        if (request.Participants.Select(p => p.PersonalNumber).Distinct().Count() != request.Participants.Count)
        {
            problems.Add("participants.same-person-twice");
        }

        return problems;
    }

    /// <summary>HS-day-8 random characters: short enough to read out, and it tells nothing about the number of cases.</summary>
    internal static string NewCode(DateTimeOffset now) => CodeOf(VietnamTime.Day(now), RandomNumberGenerator.GetString(CodeLetters, CodeLength));

    /// <summary>The code with these random characters; null when they are none.</summary>
    internal static string? GivenCode(DateTimeOffset at, string? characters) =>
        characters is { Length: CodeLength } && characters.All(CodeLetters.Contains) ? CodeOf(VietnamTime.Day(at), characters) : null;

    private static string CodeOf(DateOnly day, string characters) => string.Create(CultureInfo.InvariantCulture, $"HS-{day:yyyyMMdd}-{characters}");
}
