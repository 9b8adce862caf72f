using System.CommandLine;
using RemoteVerify.Cli.Commands.Pdf;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Cli.Commands.Trust;

/// <summary><c>rv trust sign|check</c>: the operator's list of national anchors.</summary>
internal static class TrustCommands
{
    public static Command CreateSign()
    {
        Argument<string> input = new("in") { Description = "JSON with version, sequence, operator, issuedAt, nextUpdate and anchors (README of the command line)." };
        Argument<string> target = new("out") { Description = "Where the signed list goes." };
        Option<string> pkcs12 = new("--p12") { Description = "PKCS#12 file with the operator's key.", Required = true };
        Option<string> password = new("--password-env") { Description = "Environment variable with its password." };
        Option<bool> json = CommandTable.Json();
        Command command = new("sign", "Sign a list of trust anchors.") { input, target, pkcs12, password, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string path = parsed.GetValue(input)!;
            byte[] payload = InputFiles.Read(path);
            CertifiedKey key = PdfInput.Pkcs12(parsed.GetValue(pkcs12)!, InputFiles.Secret(parsed.GetValue(password)));
            TrustList list = Read(path, payload);
            InputFiles.Write(parsed.GetValue(target)!, await SignedTrustList.SignAsync(payload, key.Key, cancellationToken));
            new Output(parsed.GetValue(json)).Answer(
                new { outcome = "SIGNED", sequence = list.Sequence, anchors = list.Anchors.Count },
                writer => writer.WriteLine($"Signed list {list.Sequence} with {list.Anchors.Count} anchors, to be replaced by {list.NextUpdate:u}."));
            return ExitCodes.Positive;
        });
        return command;
    }

    public static Command CreateCheck()
    {
        Argument<string> input = new("list") { Description = "The signed list." };
        Option<string> key = new("--key") { Description = "PEM file with the certificate or public key of who signs it.", Required = true };
        Option<string> at = new("--at") { Description = "Check as of this time (ISO 8601); now when absent." };
        Option<bool> json = CommandTable.Json();
        Command command = new("check", "Check a signed list of trust anchors and show it.") { input, key, at, json };
        command.SetAction(parsed =>
        {
            DateTimeOffset time = parsed.GetValue(at) is { } text ? PdfInput.Time(text) : TimeProvider.System.GetUtcNow();
            TrustListVerdict verdict = TrustListFiles.Open(parsed.GetValue(input)!, parsed.GetValue(key)!, time);
            new Output(parsed.GetValue(json)).Answer(Json(verdict, time), writer => Write(writer, verdict, time));
            return verdict.IsGood ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    private static TrustList Read(string path, byte[] payload)
    {
        try
        {
            TrustList list = TrustListPayload.Read(payload, out string? unknownKind);
            return unknownKind is null ? list : throw CommandException.WrongUse($"{path} has an anchor of the unknown kind '{unknownKind}'.");
        }
        catch (PkiFormatException exception)
        {
            throw CommandException.WrongUse($"{path} is no list of anchors: {exception.Message}");
        }
    }

    private static object Json(TrustListVerdict verdict, DateTimeOffset at) => new
    {
        verdict = verdict.Problem?.ToCode() ?? "GOOD",
        sequence = verdict.List?.Sequence,
        @operator = verdict.List is { } list ? new { vi = list.OperatorVi, en = list.OperatorEn } : null,
        issuedAt = verdict.List?.IssuedAt,
        nextUpdate = verdict.List?.NextUpdate,
        anchors = verdict.List?.Anchors.Select(anchor => new
        {
            kind = TrustListPayload.NameOf(anchor.EffectiveKind!.Value),
            nameVi = anchor.NameVi,
            nameEn = anchor.NameEn,
            subject = anchor.Certificate.Subject.ToString(),
            sha256 = Convert.ToHexStringLower(anchor.Certificate.Sha256.Span),
            trusted = anchor.IsTrustedAt(at),
        }),
    };

    private static void Write(TextWriter writer, TrustListVerdict verdict, DateTimeOffset at)
    {
        foreach (TrustAnchor anchor in verdict.List?.Anchors ?? [])
        {
            writer.WriteLine($"{TrustListPayload.NameOf(anchor.EffectiveKind!.Value),-16} {(anchor.IsTrustedAt(at) ? "recognised    " : "not recognised")} {anchor.NameEn} ({anchor.Certificate.Subject})");
        }

        writer.WriteLine(verdict.IsGood
            ? $"The list {verdict.List!.Sequence} of {verdict.List.OperatorEn} is good until {verdict.List.NextUpdate:u}."
            : $"The list must not be used: {verdict.Problem!.Value.ToSentence()}");
    }
}
