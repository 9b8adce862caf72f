using System.CommandLine;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary><c>rv pdf fields</c>: the signature fields of a document, and new empty ones before the first signature.</summary>
internal static class FieldsCommand
{
    private static readonly Argument<string> Input = new("in") { Description = "The PDF." };
    private static readonly Argument<string> Target = new("out") { Description = "Where the PDF with the fields goes." };
    private static readonly Option<string> PdfPasswordVariable = new("--pdf-password-env") { Description = "Environment variable with the password of the PDF." };
    private static readonly Option<string[]> Fields = new("--field")
    {
        Description = "NAME, or NAME@page,x,y,width,height for a visible one; may be repeated, in the order of signing.", Required = true,
    };

    private static readonly Option<string[]> Locks = new("--lock")
    {
        Description = "NAME=all, NAME=include:A;B or NAME=exclude:A;B, with /1, /2 or /3 behind it for the whole document: what signing NAME locks; may be repeated.",
    };

    public static Command Create() => new("fields", "The signature fields of a PDF.") { CreateList(), CreateAdd() };

    private static Command CreateList()
    {
        Option<bool> json = CommandTable.Json();
        Command command = new("list", "List the signature fields.") { Input, PdfPasswordVariable, json };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(Input)!;
            PdfRevision revision = PdfInput.Read(path, () => PdfDocument.Open(InputFiles.Read(path), Open(parsed))).Latest;
            var fields = PdfInput.Read(path, () => SignatureFieldReader.Read(revision))
                .Select(field => new { name = field.FullName, signed = !field.IsEmpty, @lock = revision.Get<PdfDictionary>(field.Dictionary, "Lock")?.GetName("Action")?.ToUpperInvariant() })
                .ToList();
            new Output(parsed.GetValue(json)).Answer(new { file = path, fields }, writer => fields.ForEach(field => writer.WriteLine($"{(field.signed ? "signed" : "empty ")}  {field.name}")));
            return ExitCodes.Positive;
        });
        return command;
    }

    private static Command CreateAdd()
    {
        Option<bool> json = CommandTable.Json();
        Command command = new("add", "Make empty signature fields, all of them before the first signature.") { Input, Target, Fields, Locks, PdfPasswordVariable, json };
        command.SetAction(parsed =>
        {
            Output output = new(parsed.GetValue(json));
            string path = parsed.GetValue(Input)!;
            byte[] pdf = InputFiles.Read(path);
            List<SignatureFieldSpec> specs = Specs(parsed.GetValue(Fields)!, parsed.GetValue(Locks) ?? []);
            try
            {
                InputFiles.Write(parsed.GetValue(Target)!, PdfInput.Read(path, () => SignatureFields.Add(pdf, specs, Open(parsed))));
            }
            catch (SigningRefusedException refused)
            {
                output.Answer(
                    new { outcome = "REFUSED", code = refused.Code.ToCode(), message = refused.Message, fields = Array.Empty<string>() },
                    writer => writer.WriteLine($"Not added ({refused.Code.ToCode()}): {refused.Message}"));
                return ExitCodes.Negative;
            }

            string[] names = [.. specs.Select(spec => spec.Name)];
            output.Answer(
                new { outcome = "ADDED", code = (string?)null, message = (string?)null, fields = names }, writer => writer.WriteLine($"Added {names.Length} fields."));
            return ExitCodes.Positive;
        });
        return command;
    }

    private static PdfOpenOptions Open(ParseResult parsed) => new() { Password = InputFiles.Secret(parsed.GetValue(PdfPasswordVariable)) };

    private static List<SignatureFieldSpec> Specs(string[] fields, string[] locks)
    {
        Dictionary<string, FieldLock> byName = locks.Select(Lock).ToDictionary(entry => entry.Name, entry => entry.Lock, StringComparer.Ordinal);
        List<SignatureFieldSpec> specs = [];
        foreach (string field in fields)
        {
            string[] parts = field.Split('@', 2);
            (int Page, Frame Frame)? place = parts.Length == 2 ? AppearanceOptions.Place(parts[1]) : null;
            byName.Remove(parts[0], out FieldLock? own);
            specs.Add(new SignatureFieldSpec { Name = parts[0], PageNumber = place?.Page ?? 1, Rectangle = place?.Frame, Lock = own });
        }

        return byName.Count == 0 ? specs : throw CommandException.WrongUse($"--lock names {byName.Keys.First()}, and no --field does.");
    }

    private static (string Name, FieldLock Lock) Lock(string text)
    {
        string[] sides = text.Split('=', 2);
        string[] levelParts = sides[^1].Split('/', 2);
        string[] action = levelParts[0].Split(':', 2);
        int? level = levelParts.Length == 1 ? null : levelParts[1] is "1" or "2" or "3" ? levelParts[1][0] - '0' : throw Wrong(text);
        string[] names = action.Length == 2 ? action[1].Split(';', StringSplitOptions.RemoveEmptyEntries) : [];
        FieldLockAction kind = (action[0].ToLowerInvariant(), names.Length) switch
        {
            ("all", 0) => FieldLockAction.All,
            ("include", > 0) => FieldLockAction.Include,
            ("exclude", > 0) => FieldLockAction.Exclude,
            _ => throw Wrong(text),
        };
        return sides.Length == 2 ? (sides[0], new FieldLock(kind, names, level)) : throw Wrong(text);
    }

    private static CommandException Wrong(string text) =>
        CommandException.WrongUse($"--lock can't read {text}; write NAME=all, NAME=include:A;B or NAME=exclude:A;B, with /1, /2 or /3 behind it for the whole document.");
}
