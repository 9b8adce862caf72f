using System.CommandLine;
using RemoteVerify.Cli.Commands.Pdf;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.Mrz;
using RemoteVerify.IdDocument.Vietnam;

namespace RemoteVerify.Cli.Commands.Mrz;

/// <summary><c>rv mrz parse</c>: the machine readable zone of a document.</summary>
internal static class MrzParseCommand
{
    private const string Explanation =
        """
        Parse a machine readable zone with all check digits (ICAO 9303-3): TD1 (3 lines of 30), TD2 (2 of 36), TD3 (2 of 44) and visas of the last two
        sizes; long document numbers are put together; for a Vietnamese card also the check digit of the personal number and whether it agrees.
        Exit 0 when every check digit is right, 1 when one is wrong, 2 when the text is no machine readable zone.
        """;

    public static Command Create()
    {
        Argument<string> text = new("text") { Description = "The two or three lines; line breaks may be left out." };
        Option<bool> json = CommandTable.Json();
        Option<string> at = new("--at") { Description = "Day from which two-digit years are read (ISO 8601); today when absent." };
        Command command = new("parse", Explanation.ReplaceLineEndings(" ")) { text, at, json };
        command.SetAction(parsed =>
        {
            MachineReadableZone zone;
            try
            {
                zone = MachineReadableZone.Parse(parsed.GetValue(text)!.Replace("\\n", "\n", StringComparison.Ordinal));
            }
            catch (IdDocumentFormatException exception)
            {
                throw CommandException.WrongUse($"This is no machine readable zone: {exception.Message}");
            }

            DateOnly today = DateOnly.FromDateTime((parsed.GetValue(at) is { } time ? PdfInput.Time(time) : TimeProvider.System.GetUtcNow()).UtcDateTime);
            bool unlimited = VietnameseCardMrz.NeverExpires(zone);
            DateOnly? birth = zone.BirthDate.ResolveBirth(today), expiry = unlimited ? null : zone.ExpiryDate.ResolveExpiry(today);
            var answer = new
            {
                format = zone.Format.ToString().ToUpperInvariant(), zone.DocumentCode, zone.IssuingState, zone.DocumentNumber, zone.Surname, zone.GivenNames, zone.Nationality,
                birthDate = zone.BirthDate, sex = zone.Sex.ToString(), expiryDate = zone.ExpiryDate, zone.OptionalData, zone.OptionalData2,
                birth = Day(birth), expiry = Day(expiry), neverExpires = unlimited, personalNumber = VietnameseCardMrz.PersonalNumber(zone), zone.NamesMayBeTruncated,
                checks = zone.Checks, valid = zone.AllChecksPass,
            };
            new Output(parsed.GetValue(json)).Answer(answer, writer =>
            {
                writer.WriteLine($"{answer.format} {zone.DocumentCode} {zone.IssuingState} {zone.DocumentNumber}: {zone.Surname} {zone.GivenNames}, {zone.Nationality}, born {answer.birth ?? zone.BirthDate.Text}, {zone.Sex}, {(unlimited ? "never expires" : "expires " + (answer.expiry ?? zone.ExpiryDate.Text))}");
                writer.WriteLine(zone.AllChecksPass ? "All check digits are right." : "CHECK DIGITS ARE WRONG: " + string.Join(", ", zone.Checks.Where(check => !check.Ok).Select(check => check.Field)));
            });
            return zone.AllChecksPass ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
