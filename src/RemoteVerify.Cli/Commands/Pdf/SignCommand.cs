using System.CommandLine;
using System.Globalization;
using RemoteVerify.Authority.Development;
using RemoteVerify.Authority.TimestampAuthority;
using RemoteVerify.Pades.Appearance;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Fetching;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary><c>rv pdf sign</c>: one PAdES signature with a PKCS#12 key.</summary>
internal static class SignCommand
{
    private static readonly Argument<string> Input = new("in") { Description = "The PDF." };
    private static readonly Argument<string> Target = new("out") { Description = "Where the signed PDF goes." };
    private static readonly Option<string> Pkcs12 = new("--p12") { Description = "PKCS#12 file with key and certificates.", Required = true };
    private static readonly Option<string> PasswordVariable = new("--password-env") { Description = "Environment variable with the password of the PKCS#12 file." };
    private static readonly Option<string> PdfPasswordVariable = new("--pdf-password-env") { Description = "Environment variable with the password of the PDF." };
    private static readonly Option<string> Profile = new("--profile") { Description = "b-b or b-t.", DefaultValueFactory = _ => "b-b" };
    private static readonly Option<string> Tsa = new("--tsa") { Description = "Timestamp authority: an address, or 'embedded' for a development one." };
    private static readonly Option<string> Field = new("--field") { Description = "Full name of the signature field; an existing empty one is filled, else it is made." };
    private static readonly Option<string> Reason = new("--reason") { Description = "Reason, shown by viewers." };
    private static readonly Option<string> Location = new("--location") { Description = "Place, shown by viewers." };
    private static readonly Option<int?> Certify = new("--certify") { Description = "Certify the document, DocMDP level 1, 2 or 3." };
    private static readonly Option<string> Visible = new("--visible") { Description = "page,x,y,width,height in points: where the signature is seen." };
    private static readonly Option<string> FontFolder = new("--fonts") { Description = "Folder of the typeface of a visible signature.", DefaultValueFactory = _ => PaperFonts.DefaultFolder };

    public static Command Create()
    {
        Option<bool> json = CommandTable.Json();
        Command command = new("sign", "Sign a PDF (PAdES), as an incremental update.")
        {
            Input, Target, Pkcs12, PasswordVariable, PdfPasswordVariable, Profile, Tsa, Field, Reason, Location, Certify, Visible, FontFolder, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            byte[] pdf = InputFiles.Read(parsed.GetValue(Input)!);
            CertifiedKey key = PdfInput.Pkcs12(parsed.GetValue(Pkcs12)!, InputFiles.Secret(parsed.GetValue(PasswordVariable)));
            SignatureRequest request = Request(parsed, key);
            PdfOpenOptions open = new() { Password = InputFiles.Secret(parsed.GetValue(PdfPasswordVariable)) };
            using HttpClient http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10) }) { Timeout = TimeSpan.FromSeconds(30) };
            SignResult result = await PadesSigner.SignAsync(pdf, request, key, TimestampSource(parsed, request.Profile, http), open, cancellationToken);
            if (result is SignResult.Signed signed)
            {
                InputFiles.Write(parsed.GetValue(Target)!, signed.Pdf);
            }

            return Answer(new Output(parsed.GetValue(json)), result, request.Profile, SigningWarnings.Of(pdf, open));
        });
        return command;
    }

    private static SignatureRequest Request(ParseResult parsed, CertifiedKey key)
    {
        int? certify = parsed.GetValue(Certify);
        if (certify is < 1 or > 3)
        {
            throw CommandException.WrongUse("--certify takes 1, 2 or 3.");
        }

        return new SignatureRequest
        {
            FieldName = parsed.GetValue(Field),
            SignerName = key.Certificate.Subject.CommonName,
            Reason = parsed.GetValue(Reason),
            Location = parsed.GetValue(Location),
            SigningTime = TimeProvider.System.GetUtcNow(),
            CertificationLevel = certify,
            Profile = parsed.GetValue(Profile)!.ToLowerInvariant() switch
            {
                "b-b" => SignatureProfile.BB,
                "b-t" => SignatureProfile.BT,
                var other => throw CommandException.WrongUse($"The profile {other} is not offered; b-b and b-t are."),
            },
            VisibleAppearance = Appearance(parsed, key),
        };
    }

    private static VisibleAppearance? Appearance(ParseResult parsed, CertifiedKey key)
    {
        if (parsed.GetValue(Visible) is not { } place)
        {
            return null;
        }

        double[] numbers = [.. place.Split(',').Select(part => double.TryParse(part, CultureInfo.InvariantCulture, out double number) ? number : double.NaN)];
        if (numbers.Length != 5 || numbers.Any(double.IsNaN) || numbers[0] < 1 || numbers[3] <= 0 || numbers[4] <= 0)
        {
            throw CommandException.WrongUse("--visible takes page,x,y,width,height, for example 1,360,60,180,70.");
        }

        return new VisibleAppearance
        {
            PageNumber = (int)numbers[0],
            Rectangle = new Frame(numbers[1], numbers[2], numbers[3], numbers[4]),
            Fonts = PaperFonts.Read(parsed.GetValue(FontFolder)!),
        };
    }

    private static ITimestampSource? TimestampSource(ParseResult parsed, SignatureProfile profile, HttpClient http)
    {
        string? tsa = parsed.GetValue(Tsa);
        return (profile, tsa) switch
        {
            (SignatureProfile.BB, null) => null,
            (_, null) => throw CommandException.WrongUse("This profile needs a timestamp authority: --tsa with an address or 'embedded'."),
            (_, "embedded") => new TimestampAuthority(
                DevelopmentHierarchy.Create(TimeProvider.System.GetUtcNow(), new DevelopmentHierarchyOptions()).TimestampAuthority, new TimestampAuthorityOptions(), TimeProvider.System),
            _ when Uri.TryCreate(tsa, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" => new HttpTimestampSource(http, new Uri(tsa)),
            _ => throw CommandException.WrongUse($"{tsa} is no address."),
        };
    }

    private static int Answer(Output output, SignResult result, SignatureProfile profile, IReadOnlyList<SigningWarning> warnings)
    {
        foreach (SigningWarning warning in warnings)
        {
            Output.Message($"Warning ({warning.Code}): {warning.Message}");
        }

        switch (result)
        {
            case SignResult.Signed signed:
                output.Answer(
                    new { outcome = "SIGNED", code = (string?)null, message = (string?)null, profile = Wire(profile), fieldName = signed.FieldName, warnings },
                    writer => writer.WriteLine($"Signed, field {signed.FieldName}."));
                return ExitCodes.Positive;
            case SignResult.Refused refused:
                string code = refused.Code.ToCode();
                output.Answer(
                    new { outcome = "REFUSED", code, message = refused.Message, profile = Wire(profile), fieldName = (string?)null, warnings },
                    writer => writer.WriteLine($"Not signed ({code}): {refused.Message}"));
                return refused.Code is RefusalCode.BrokenFile ? ExitCodes.WrongUse : ExitCodes.Negative;
            default:
                throw new InvalidOperationException("Signing ended in no known way.");
        }
    }

    private static string Wire(SignatureProfile profile) => profile switch
    {
        SignatureProfile.BB => "PAdES-BASELINE-B",
        SignatureProfile.BT => "PAdES-BASELINE-T",
        SignatureProfile.BLt => "PAdES-BASELINE-LT",
        _ => "PAdES-BASELINE-LTA",
    };
}
