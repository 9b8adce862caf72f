// Card, Moran, Newell: The Keystroke-Level Model (1980): 0.28 s a key of an average typist, 1.35 s a mental preparation. Times of hands on paper are assumptions of this project and marked so.
using System.Globalization;

namespace RemoteVerify.Browser.Tests.Desk;

/// <summary>One step of the task at the desk.</summary>
/// <param name="What">What is done.</param>
/// <param name="Keys">Keys pressed; a touch of the passkey counts as one.</param>
/// <param name="Thoughts">Mental preparations.</param>
/// <param name="MachineSeconds">From the first key until the next can be pressed, measured.</param>
public sealed record TaskStep(string What, IReadOnlyList<string> Keys, int Thoughts, double MachineSeconds);

/// <summary>The task at the desk beside the same task on paper. Reading and judging are the same on both sides and left out of both.</summary>
public sealed class TaskSheet(IReadOnlyList<TaskStep> single, IReadOnlyList<TaskStep> batch)
{
    /// <summary>Seconds of a key, of a mental preparation (the model), of reaching for a sheet or stamp, of a letter by hand, of a signature by hand (assumed).</summary>
    public const double Key = 0.28, Thought = 1.35, Reach = 1.5, Letter = 0.8, Signature = 3;

    /// <summary>The task on paper for one case: step, where it is written, thoughts, reaches, letters by hand, signatures by hand.</summary>
    private static readonly PaperStep[] Paper =
    [
        new("Take the dossier that is due first, open it", "MISSION R19", 1, 2, 0, 0),
        new("Compare the person's card with the person and the papers", "EGOV 2.2 (Law 46/2024, steps: show papers, notary compares)", 2, 2, 0, 0),
        new("Put the print of the look-up and the signing photo into the dossier, numbered", "EGOV 2.2 (Law 46/2024 articles 50 and 67)", 1, 4, 6, 0),
        new("Enter number, day, name and matter in the register book", "EGOV 2.2 (article 67), EGOV 2.3 (registers)", 1, 1, 60, 0),
        new("Copy number and day onto the statement, sign by hand", "EGOV 2.3 (Decree 280/2025 statements; the leader signs)", 1, 1, 16, 1),
        new("Hand it to the clerk, who seals; put it away", "EGOV 2.3 (Decree 45/2020 article 10: clerk seals)", 1, 4, 0, 0),
    ];

    /// <summary>The sheet as lines of text.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (string line in Desk("At the desk, one case", single, 1).Concat(Desk("At the desk, ten cases approved one by one and signed together", batch, 10)))
        {
            yield return line;
        }

        yield return string.Empty;
        yield return "On paper, one case (seconds are assumptions: key-level operators, hands as named)";
        yield return "| step | source | thoughts | reaches | letters | s assumed |";
        yield return "|---|---|---|---|---|---|";
        foreach (PaperStep step in Paper)
        {
            yield return $"| {step.What} | {step.Source} | {step.Thoughts} | {step.Reaches} | {step.Letters} | {Number(step.Seconds)} |";
        }

        double paper = Paper.Sum(step => step.Seconds), desk = Reckoned(single), ten = Reckoned(batch);
        yield return string.Empty;
        yield return "| | keys | person, s reckoned | machine, s measured | paper, s assumed |";
        yield return "|---|---|---|---|---|";
        yield return $"| one case | {Keys(single)} | {Number(desk)} | {Number(single.Sum(step => step.MachineSeconds))} | {Number(paper)} |";
        yield return $"| ten cases | {Keys(batch)} | {Number(ten)} | {Number(batch.Sum(step => step.MachineSeconds))} | {Number(10 * paper)} |";
    }

    private static IEnumerable<string> Desk(string title, IReadOnlyList<TaskStep> steps, int cases)
    {
        yield return string.Empty;
        yield return title;
        yield return "| step | times | keys | thoughts | s reckoned | machine s |";
        yield return "|---|---|---|---|---|---|";
        foreach (IGrouping<string, TaskStep> step in steps.GroupBy(one => one.What))
        {
            yield return $"| {step.Key} | {step.Count()} | {string.Join(' ', step.First().Keys)} | {step.First().Thoughts} | {Number(Reckoned([.. step]))} | {Number(step.Sum(one => one.MachineSeconds))} |";
        }

        yield return $"| all, {cases} | | {Keys(steps)} | {steps.Sum(one => one.Thoughts)} | {Number(Reckoned(steps))} | {Number(steps.Sum(one => one.MachineSeconds))} |";
    }

    private static int Keys(IReadOnlyList<TaskStep> steps) => steps.Sum(step => step.Keys.Count);

    private static double Reckoned(IReadOnlyList<TaskStep> steps) => steps.Sum(step => (step.Keys.Count * Key) + (step.Thoughts * Thought));

    private static string Number(double seconds) => seconds.ToString("0.0", CultureInfo.InvariantCulture);

    private sealed record PaperStep(string What, string Source, int Thoughts, int Reaches, int Letters, int Signatures)
    {
        public double Seconds => (Thoughts * Thought) + (Reaches * Reach) + (Letters * Letter) + (Signatures * Signature);
    }
}
