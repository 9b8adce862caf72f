using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Countersigning;

/// <summary>One case of a batch: what is to be signed, or why it is not.</summary>
/// <param name="Case">The case.</param>
/// <param name="Title">Name to show to the officer; null where the case was not found.</param>
/// <param name="Outcome">The task, or the refusal of this case alone.</param>
public sealed record BatchTask(CaseId Case, string? Title, Outcome<CountersignatureTask> Outcome)
{
    public override string ToString() => $"BatchTask {Case}";
}

/// <summary>One case of a batch after signing.</summary>
public sealed record BatchResult(CaseId Case, Outcome<CaseWithDocument> Outcome);

/// <summary>
/// Prepares many countersignatures for one question to the officer. Each case is an act of its own with its own record; one that
/// can't be prepared holds up no other.
/// </summary>
public sealed class PrepareBatch(Desk desk, PrepareCountersignature prepare)
{
    /// <summary>As many as the officer's signer shows at once.</summary>
    public const int MaximumCases = 50;

    public async Task<Outcome<IReadOnlyList<BatchTask>>> DoAsync(Actor actor, IReadOnlyList<CaseId> cases, string certificateSerial, CancellationToken cancellationToken)
    {
        if (Refuse(actor, Act.PrepareCountersignature, cases) is { } refusal)
        {
            return refusal;
        }

        List<BatchTask> tasks = [];
        foreach (CaseId id in cases)
        {
            Outcome<CountersignatureTask> outcome = await prepare.DoAsync(actor, id, certificateSerial, cancellationToken);
            tasks.Add(new BatchTask(id, outcome.IsDone ? await TitleAsync(actor, id, cancellationToken) : null, outcome));
        }

        return Outcome<IReadOnlyList<BatchTask>>.Done(tasks);
    }

    internal static Refusal? Refuse(Actor actor, Act act, IReadOnlyList<CaseId> cases) => !act.Permits(actor.Role)
        ? new Refusal(RefusalCode.ActorNotPermitted, $"The role '{actor.Role}' may not do '{act.Code}'. The one whose act it is must do it in an own session.")
        : cases.Count is > 0 and <= MaximumCases && cases.Distinct().Count() == cases.Count
        ? null
        : new Refusal(RefusalCode.BatchSize, $"A batch has 1 to {MaximumCases} cases, each once. Send the rest in another batch.");

    private async Task<string?> TitleAsync(Actor actor, CaseId id, CancellationToken cancellationToken)
    {
        Outcome<string> title = await desk.DoAsync<string>(Act.ViewCase, actor, async (work, ct) =>
        {
            work.StaySilent();
            return (await work.CaseAsync(id, ct)).TryGet(out Case? found, out Refusal? refusal) ? $"{found.File.Title} ({found.File.Code})" : refusal;
        }, cancellationToken);
        return title.IsDone ? title.Value : null;
    }
}

/// <summary>Takes the values of a batch; each case is an act of its own.</summary>
public sealed class FinaliseBatch(FinaliseCountersignature finalise)
{
    public async Task<Outcome<IReadOnlyList<BatchResult>>> DoAsync(
        Actor actor, IReadOnlyList<(CaseId Case, ReadOnlyMemory<byte> Signature)> values, CancellationToken cancellationToken)
    {
        if (PrepareBatch.Refuse(actor, Act.FinaliseCountersignature, [.. values.Select(value => value.Case)]) is { } refusal)
        {
            return refusal;
        }

        List<BatchResult> results = [];
        foreach ((CaseId id, ReadOnlyMemory<byte> signature) in values)
        {
            results.Add(new BatchResult(id, await finalise.DoAsync(actor, id, signature, cancellationToken)));
        }

        return Outcome<IReadOnlyList<BatchResult>>.Done(results);
    }
}
