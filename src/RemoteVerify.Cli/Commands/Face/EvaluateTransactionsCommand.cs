using System.CommandLine;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.Biometrics.Liveness;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary><c>rv face evaluate-transactions</c>: how many right people come through a whole transaction, three tries and all picture gates included.</summary>
internal static class EvaluateTransactionsCommand
{
    private static readonly string[] NotShown =
    [
        "Whatever needs a stream: steps, timing, continuity, replayed and injected pictures (./rv bench liveness runs those on rendered people).",
        "People who never began, or gave up between tries, unless the list names their sessions.",
    ];

    public static Command Create()
    {
        Option<string> list = new("--list") { Description = "CSV with the columns session, try (1, 2, 3), image, reference, optionally same (1 or 0); every further column forms groups. Several rows of one try are its proof pictures.", Required = true };
        Option<string> root = new("--root") { Description = "Folder with the pictures, or with a folder images that holds them.", Required = true };
        Option<string> set = FaceInput.Set();
        Option<bool> json = CommandTable.Json();
        Command command = new("evaluate-transactions", "Measure the false rejection of whole transactions: quality, attack score and match, up to three tries.") { list, root, set, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            IReadOnlyList<TransactionRow> rows = TestSet.List(parsed.GetValue(list)!, bytes => TransactionList.Read(bytes));
            TestSet pictures = new(parsed.GetValue(root)!);
            using BiometricEngine engine = Cli.Models.Engine(parsed.GetValue(set)!);
            TransactionFigures figures = new TransactionEvaluator(engine, LivenessPolicy.Default).Evaluate(rows, pictures.Open, TestSet.Progress(), cancellationToken);
            pictures.ReportMissing();
            new Output(parsed.GetValue(json)).Answer(Json(figures, engine), writer => Write(writer, figures));
            return Task.FromResult(ExitCodes.Positive);
        });
        return command;
    }

    private static RateDocument Json(TransactionFigures figures, BiometricEngine engine) => new()
    {
        { "sessions", figures.Sessions },
        { "maximumTries", figures.MaximumTries },
        { "falseRejection", figures.FalseRejection },
        { "firstTryRejection", figures.FirstTryRejection },
        { "acceptedAtTry", figures.AcceptedAtTry },
        { "toOfficer", figures.ToOfficer },
        { "refusedTries", figures.Reasons },
        { "impostorSessions", figures.ImpostorSessions },
        { "falseAcceptance", figures.FalseAcceptance },
        { "groups", figures.Groups.Select(group => new { column = group.Column, value = group.Value, sessions = group.FalseRejection.Trials, falseRejection = group.FalseRejection.Rate, falseRejectionInterval = Rates.Interval(group.FalseRejection) }) },
        { "groupComparisons", figures.Comparisons.Select(one => new { column = one.Column, worstGroup = one.WorstGroup, worst = Rates.Json(one.Worst), median = Rates.Json(one.Median), ratio = one.Ratio, limit = GroupComparison.Limit, holds = one.Holds, statement = one.Statement }) },
        { "notShown", NotShown },
        { "models", FaceInput.ModelsOf(engine) },
    };

    private static void Write(TextWriter writer, TransactionFigures figures)
    {
        writer.WriteLine($"{figures.Sessions} sessions of the right people: falsely rejected {Rates.WithInterval(figures.FalseRejection)} after at most {figures.MaximumTries} tries, {Rates.WithInterval(figures.FirstTryRejection)} after one");
        writer.WriteLine($"accepted at try 1, 2, ...: {string.Join(", ", figures.AcceptedAtTry)}; of the rejected, {figures.ToOfficer} came into the officer's band");
        writer.WriteLine($"refused tries: {(figures.Reasons.Count == 0 ? "none" : string.Join(", ", figures.Reasons.Select(reason => $"{reason.Key} {reason.Value}")))}");
        if (figures.ImpostorSessions > 0)
        {
            writer.WriteLine($"{figures.ImpostorSessions} sessions of others: accepted {Rates.WithInterval(figures.FalseAcceptance)}");
        }

        foreach (TransactionGroup group in figures.Groups)
        {
            writer.WriteLine($"{group.Column} {group.Value} ({group.FalseRejection.Trials} sessions): {Rates.WithInterval(group.FalseRejection)}");
        }

        foreach (string sentence in figures.Comparisons.Select(comparison => comparison.Statement).Concat(NotShown.Select(sentence => "Not shown: " + sentence)))
        {
            writer.WriteLine(sentence);
        }
    }
}
