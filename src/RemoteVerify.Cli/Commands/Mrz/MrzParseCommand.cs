using System.CommandLine;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.Mrz;

namespace RemoteVerify.Cli.Commands.Mrz;

/// <summary><c>rv mrz parse</c>: the machine readable zone of a document.</summary>
internal static class MrzParseCommand
{
    public static Command Create()
    {
        Argument<string> text = new("text") { Description = "The two or three lines; line breaks may be left out." };
        Option<bool> json = CommandTable.Json();
        Command command = new("parse", "Parse a machine readable zone with all check digits (ICAO 9303-3).") { text, json };
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

            var answer = new
            {
                format = zone.Format.ToString().ToUpperInvariant(), zone.DocumentCode, zone.IssuingState, zone.DocumentNumber, zone.Surname, zone.GivenNames, zone.Nationality,
                birthDate = zone.BirthDate, sex = zone.Sex.ToString(), expiryDate = zone.ExpiryDate, zone.OptionalData, zone.OptionalData2,
                checks = zone.Checks, valid = zone.AllChecksPass,
            };
            new Output(parsed.GetValue(json)).Answer(answer, writer =>
            {
                writer.WriteLine($"{answer.format} {zone.DocumentCode} {zone.IssuingState} {zone.DocumentNumber}: {zone.Surname} {zone.GivenNames}, {zone.Nationality}, born {zone.BirthDate}, {zone.Sex}, expires {zone.ExpiryDate}");
                writer.WriteLine(zone.AllChecksPass ? "All check digits are right." : "CHECK DIGITS ARE WRONG: " + string.Join(", ", zone.Checks.Where(check => !check.Ok)));
            });
            return zone.AllChecksPass ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }
}
