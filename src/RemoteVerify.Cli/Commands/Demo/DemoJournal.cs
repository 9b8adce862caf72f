using System.Diagnostics;
using Spectre.Console;

namespace RemoteVerify.Cli.Commands.Demo;

/// <summary>One line of the demo's table.</summary>
/// <param name="Expected">What the step must bring.</param>
/// <param name="Actual">What it brought.</param>
internal sealed record DemoStep(string Name, TimeSpan Took, string Expected, string Actual, string Detail)
{
    public bool AsExpected => Expected == Actual;
}

/// <summary>Runs the demo's steps, tells of progress, and remembers what each brought.</summary>
internal sealed class DemoJournal
{
    private readonly List<DemoStep> _steps = [];

    public IReadOnlyList<DemoStep> Steps => _steps;

    public bool AllAsExpected => _steps.Count > 0 && _steps.All(step => step.AsExpected);

    /// <summary>Runs a step that answers with its verdict and a detail for the table.</summary>
    public async Task StepAsync(string name, string expected, Func<Task<(string Actual, string Detail)>> work)
    {
        Output.Message($"  … {name}");
        long started = Stopwatch.GetTimestamp();
        (string actual, string detail) = await TryAsync(work);
        DemoStep step = new(name, Stopwatch.GetElapsedTime(started), expected, actual, detail);
        _steps.Add(step);
        Output.Message($"  {(step.AsExpected ? "✓" : "✗")} {name}: {actual}, {step.Took.TotalSeconds:0.0} s{(detail.Length > 0 ? $" ({detail})" : string.Empty)}");
        if (!step.AsExpected)
        {
            Output.Message($"    expected: {expected}");
        }
    }

    /// <summary>Runs parts that don't need each other at the same time, because a camera works in real time and mostly waits; their steps are told one part after the other.</summary>
    /// <param name="parts">Each gets a journal of its own, which holds its steps alone.</param>
    public async Task SideBySideAsync(params Func<DemoJournal, Task>[] parts)
    {
        DemoJournal[] journals = [.. parts.Select(_ => new DemoJournal())];
        try
        {
            await Task.WhenAll(parts.Zip(journals, (part, journal) => part(journal)));
        }
        finally
        {
            _steps.AddRange(journals.SelectMany(journal => journal._steps));
        }
    }

    public void WriteTable(TextWriter writer)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("Step", "Time", "Verdict", "Detail");
        foreach (DemoStep step in _steps)
        {
            string verdict = step.AsExpected ? $"[green]{Markup.Escape(step.Actual)}[/]" : $"[red]{Markup.Escape(step.Actual)}, expected {Markup.Escape(step.Expected)}[/]";
            table.AddRow(Markup.Escape(step.Name), $"{step.Took.TotalSeconds:0.0} s", verdict, Markup.Escape(step.Detail));
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = Math.Max(console.Profile.Width, 110);
        console.Write(table);
    }

    private static async Task<(string Actual, string Detail)> TryAsync(Func<Task<(string Actual, string Detail)>> work)
    {
        try
        {
            return await work();
        }
        catch (ApiProblemException problem)
        {
            return ($"refused {problem.Status}", $"{problem.Code}: {problem.Message}");
        }
        catch (Exception exception) when (exception is HttpRequestException or InvalidOperationException or KeyNotFoundException or System.Net.WebSockets.WebSocketException)
        {
            return ("failed", exception.Message);
        }
    }
}
