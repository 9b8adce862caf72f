using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Figures;

/// <summary>What somebody answered after a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Tenant">Its tenant.</param>
/// <param name="PersonSha256">Hash of case and person: it tells that somebody has answered, not who.</param>
/// <param name="IsOfficer">An officer, or a participant.</param>
/// <param name="Score">1 to 5.</param>
/// <param name="At">When.</param>
public sealed record SatisfactionAnswer(CaseId Case, TenantId Tenant, Sha256Digest PersonSha256, bool IsOfficer, int Score, DateTimeOffset At)
{
    /// <summary>From this score on somebody counts as satisfied.</summary>
    public const int Satisfied = 4;

    public override string ToString() => "SatisfactionAnswer";
}

/// <summary>The one question after a case.</summary>
/// <param name="Question">As it is asked of this person.</param>
/// <param name="Answers">Words of the scores 1 to 5, in this order.</param>
/// <param name="CanAnswer">The case is over and this person has not answered.</param>
public sealed record SatisfactionQuestion(BilingualText Question, IReadOnlyList<BilingualText> Answers, bool CanAnswer);

/// <summary>A text in both languages.</summary>
public sealed record BilingualText(string Vi, string En);

/// <summary>Asks the question, in the words for this person.</summary>
public sealed class AskSatisfaction(Desk desk)
{
    public Task<Outcome<SatisfactionQuestion>> DoAsync(Actor actor, CaseId id, CancellationToken cancellationToken) =>
        desk.DoAsync<SatisfactionQuestion>(Act.AskSatisfaction, actor, async (work, ct) =>
        {
            work.StaySilent();
            if (!(await work.CaseAsync(id, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            bool answered = await work.Unit.Figures.HasAnsweredAsync(found.File.Id, Satisfaction.PersonOf(actor, id), ct);
            SatisfactionTexts texts = FigureData.Satisfaction;
            return new SatisfactionQuestion(actor.Role == ActorRole.Officer ? texts.Officer : texts.Citizen, texts.Answers, Satisfaction.IsOver(found) && !answered);
        }, cancellationToken);
}

/// <summary>Keeps one answer of each person of an ended case. Nobody reads a single answer; they are only counted.</summary>
public sealed class AnswerSatisfaction(Desk desk)
{
    public async Task<Outcome<SatisfactionAnswer>> DoAsync(Actor actor, CaseId id, int score, CancellationToken cancellationToken)
    {
        Outcome<SatisfactionAnswer> outcome = await desk.DoAsync<SatisfactionAnswer>(Act.AnswerSatisfaction, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(id, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (score is < 1 or > 5)
            {
                return new Refusal(RefusalCode.SatisfactionInvalid, "Answer with a whole number from 1 (very dissatisfied) to 5 (very satisfied).");
            }

            if (!Satisfaction.IsOver(found))
            {
                return new Refusal(RefusalCode.SatisfactionNotYet, "The question is asked when the case is over. Answer it then.");
            }

            Sha256Digest person = Satisfaction.PersonOf(actor, id);
            if (await work.Unit.Figures.HasAnsweredAsync(id, person, ct))
            {
                return Satisfaction.AnsweredBefore();
            }

            SatisfactionAnswer answer = new(id, found.File.Tenant, person, actor.Role == ActorRole.Officer, score, work.Now);
            work.Unit.Figures.Add(answer);
            return answer;
        }, cancellationToken);

        // Two answers of one person at the same moment: the second finds the first one's row.
        return outcome.Refusal?.Code == RefusalCode.CaseChanged ? Satisfaction.AnsweredBefore() : outcome;
    }
}

internal static class Satisfaction
{
    public static bool IsOver(Case current) => current is Completed or ResultDelivered or RefusedCase or EndedCase;

    public static Sha256Digest PersonOf(Actor actor, CaseId id) => Sha256Digest.Of(System.Text.Encoding.UTF8.GetBytes($"{id} {actor.Role} {actor.Id}"));

    public static Refusal AnsweredBefore() => new(RefusalCode.SatisfactionAnswered, "You have answered for this case already. Each person answers once.");
}
