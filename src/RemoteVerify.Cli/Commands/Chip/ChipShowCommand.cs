using System.CommandLine;
using System.Text.Json.Nodes;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.Files;

namespace RemoteVerify.Cli.Commands.Chip;

/// <summary><c>rv chip show</c>: what every file of a chip says.</summary>
internal static class ChipShowCommand
{
    public static Command Create()
    {
        Argument<string?> input = new("chip") { Description = "Folder or ZIP with the files of the chip (EF_SOD.bin, EF_DG1.bin ...), or a service's evidence of one chip.", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> evidence = new("--evidence") { Description = "A service's evidence of one chip, or challenge, answer and ephemeral key alone (JSON, as chip read writes it)." };
        Option<string> portrait = new("--portrait") { Description = "Write the first portrait, as it lies on the chip, to this file; only you can read it." };
        Option<bool> json = CommandTable.Json();
        ChipTrust trust = new();
        Command command = new(
            "show", "Show what every file of a chip says; the exit code says nothing about trust. What is shown is personal data: mind who sees the screen.")
        {
            input, evidence, portrait, json,
        };
        trust.AddTo(command);
        command.SetAction(parsed =>
        {
            List<string> tooLarge = [];
            (ChipFiles read, ChipReport report) = ChipVerifyCommand.Read(parsed.GetValue(input), parsed.GetValue(evidence), trust.Read(parsed), tooLarge);
            IReadOnlyList<FileContents> files = FileContents.ReadAll(read, report, tooLarge);
            string? written = parsed.GetValue(portrait) is { } target ? WritePortrait(target, report) : null;
            JsonObject document = ChipReportJson.Write(report, withHolder: true);
            document["files"] = FileContentsJson.Write(files);
            document["portraitFile"] = written;
            new Output(parsed.GetValue(json)).Answer(document, writer =>
            {
                new FileContentsText(writer).Write(files);
                writer.WriteLine();
                writer.WriteLine("Whether any of it is genuine is not said here: ./rv chip verify says it.");
                if (written is not null)
                {
                    writer.WriteLine($"The portrait is in {written}.");
                }
            });
            return ExitCodes.Positive;
        });
        return command;
    }

    private static string WritePortrait(string target, ChipReport report)
    {
        if (report.Portrait is not { } portrait)
        {
            throw CommandException.WrongUse("There is no portrait that can be read.");
        }

        if (Directory.Exists(target))
        {
            throw CommandException.WrongUse($"{target} is a folder; a file is wanted.");
        }

        PrivateFolder.Write(target, portrait.Bytes.Span);
        return target;
    }
}
