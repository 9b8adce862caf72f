using System.CommandLine;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Engines.Papers;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cli.Commands.Papers;

/// <summary><c>rv papers samples</c>: every paper that the service issues, about people who don't exist.</summary>
internal static class SamplesCommand
{
    private static readonly Option<string> Target = new("--out") { Description = "Folder for the papers.", DefaultValueFactory = _ => "papers" };
    private static readonly Option<string> Photo = new("--photo")
    {
        Description = "JPEG or PNG for the print of the moment of signing.",
        DefaultValueFactory = _ => Path.Combine(Installation.Root, "samples", "people", "portrait-lan.jpg"),
    };

    public static Command Create()
    {
        Option<bool> json = CommandTable.Json();
        Command command = new("samples", "Compose one of every paper from the delivered templates, unsigned.") { Target, Photo, json };
        command.SetAction(parsed =>
        {
            string folder = parsed.GetValue(Target)!;
            Directory.CreateDirectory(folder);
            DocumentFonts fonts = PaperFonts.Read(PaperFonts.DefaultFolder);
            var orders = new SampleOrders(fonts, InputFiles.Read(parsed.GetValue(Photo)!), TimeProvider.System.GetUtcNow());
            var composer = new PaperComposer(fonts, PaperTemplates.OfDelivered());
            List<Sample> samples = [.. orders.All().Select(paper => Write(folder, paper.Name, composer.Compose(paper.Order)))];
            new Output(parsed.GetValue(json)).Answer(
                new { papers = samples },
                writer => samples.ForEach(sample => writer.WriteLine(sample.Refusal is { } refusal
                    ? $"{sample.Name}: {refusal}"
                    : $"{sample.File}: {sample.Pages} {(sample.Pages == 1 ? "page" : "pages")}, template {sample.Template}, {sample.Slots.Count} places for signatures")));
            return samples.TrueForAll(sample => sample.Refusal is null) ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    private static Sample Write(string folder, string name, Outcome<ComposedPaper> outcome)
    {
        if (!outcome.TryGet(out ComposedPaper? paper, out Refusal? refusal))
        {
            return new Sample(name, null, 0, null, [], refusal.ToString());
        }

        string file = Path.Combine(folder, $"{name}.pdf");
        InputFiles.Write(file, paper.Pdf.Span);
        return new Sample(name, file, paper.Pages, $"{paper.TemplateId} {paper.TemplateVersion}", [.. paper.Slots.Select(slot => slot.Name)], null);
    }

    private sealed record Sample(string Name, string? File, int Pages, string? Template, IReadOnlyList<string> Slots, string? Refusal);
}
