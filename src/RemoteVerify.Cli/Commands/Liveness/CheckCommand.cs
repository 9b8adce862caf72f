using System.CommandLine;
using System.Security.Cryptography;
using RemoteVerify.Biometrics.Liveness.Evidence;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Cli.Commands.Pdf;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Cli.Commands.Liveness;

/// <summary><c>rv liveness check</c>: an evidence package and its signature, without the service and without a network.</summary>
internal static class CheckCommand
{
    private const int MaximumPictures = 64;

    public static Command Create()
    {
        Argument<string> evidence = new("evidence") { Description = "The package: canonical JSON." };
        Option<string?> signature = new("--signature") { Description = "Its detached CMS signature; by default the package's name with .p7s." };
        Option<string[]> trust = new("--trust") { Description = "PEM or DER file with trusted certificates; without any the result is undetermined.", AllowMultipleArgumentsPerToken = true };
        Option<string?> pictures = new("--pictures") { Description = "Folder with the proof pictures (.jpg)." };
        Option<bool> json = CommandTable.Json();
        Command command = new("check", "Check an evidence package of a capture: signature, timestamp, chain, canonical form, frame chain, proof pictures. Revocation is not asked for.")
        {
            evidence, signature, trust, pictures, json,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(evidence)!;
            EvidenceCheckReport report = Check(path, parsed.GetValue(signature) ?? path + ".p7s", PdfInput.Certificates(parsed.GetValue(trust) ?? []), parsed.GetValue(pictures));
            new Output(parsed.GetValue(json)).Answer(report, writer => Write(writer, report));
            return report.Result == EvidenceCheckReport.Valid ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    public static EvidenceCheckReport Check(string path, string signature, IReadOnlyList<Certificate> trust, string? pictures)
    {
        byte[] package = InputFiles.Read(path);
        try
        {
            IReadOnlyList<EvidenceFinding> content = EvidenceReview.Of(package, pictures is null ? null : Pictures(pictures));
            EvidenceSealVerdict seal = EvidenceSealValidator.Judge(package, InputFiles.Read(signature), trust);
            return EvidenceCheckReport.Of(package, content, seal);
        }
        catch (CaptureFormatException e)
        {
            throw CommandException.WrongUse($"{path} is not an evidence package: {e.Message}");
        }
        catch (PkiFormatException e)
        {
            throw CommandException.WrongUse($"{signature} is not a signature: {e.Message}");
        }
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> Pictures(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw CommandException.WrongUse($"There is no folder {folder}.");
        }

        Dictionary<string, ReadOnlyMemory<byte>> pictures = [];
        foreach (string file in Directory.EnumerateFiles(folder, "*.jpg").Take(MaximumPictures))
        {
            if (new FileInfo(file).Length > ProtocolLimits.MaxProofFrameBytes)
            {
                throw CommandException.WrongUse($"{file} is larger than any proof picture.");
            }

            byte[] jpeg = File.ReadAllBytes(file);
            pictures[Convert.ToHexStringLower(SHA256.HashData(jpeg))] = jpeg;
        }

        return pictures;
    }

    private static void Write(TextWriter writer, EvidenceCheckReport report)
    {
        writer.WriteLine($"Capture {report.SessionId}{(report.IsTest ? " (TEST)" : "")}: {report.Decision}{(report.Outcome is { } outcome ? $", kept as {outcome}" : "")}");
        writer.WriteLine($"Signed by {report.Signer}; claimed {report.SignedAt:O}, timestamp {report.TimestampedAt?.ToString("O") ?? "none"}");
        foreach (EvidenceFinding finding in report.Findings)
        {
            writer.WriteLine($"  {WireNames.Kebab(finding.Outcome),-12}{finding.Id,-18}{finding.Message}");
        }

        writer.WriteLine(report.Result switch
        {
            EvidenceCheckReport.Valid => "The evidence stands.",
            EvidenceCheckReport.Undetermined => "Nothing is wrong, but nobody is trusted: name a trusted certificate with --trust.",
            _ => "THE EVIDENCE DOES NOT STAND.",
        });
    }
}
