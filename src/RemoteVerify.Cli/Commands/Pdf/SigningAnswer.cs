using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary>Runs what makes a signed file and tells the outcome.</summary>
internal static class SigningAnswer
{
    /// <param name="profile">As it stands in the answer.</param>
    /// <param name="trustFile">The root that the timestamps end in, where it is one of ours.</param>
    /// <param name="make">Makes the file or refuses.</param>
    public static async Task<int> GiveAsync(Output output, string profile, string? trustFile, Func<Task<FileSigningResult>> make)
    {
        FileSigningResult done;
        bool isInfrastructure = false;
        try
        {
            done = await make();
        }
        catch (Exception e) when (e is TimestampRefusedException or HttpRequestException or TaskCanceledException)
        {
            isInfrastructure = true;
            done = new FileSigningResult(new SignResult.Refused(RefusalCode.TimestampMissing, $"The timestamp authority did not give a timestamp: {e.Message}"), [], []);
        }

        IReadOnlyList<SigningWarning> warnings = done.Warnings;
        foreach (SigningWarning warning in warnings)
        {
            Output.Message($"Warning ({warning.Code}): {warning.Message}");
        }

        switch (done.Result)
        {
            case SignResult.Written signed:
                output.Answer(
                    new { outcome = "SIGNED", code = (string?)null, message = (string?)null, profile, fieldName = signed.FieldName, normalized = done.Normalized, warnings, trust = trustFile },
                    writer => writer.WriteLine($"Signed, field {signed.FieldName}." + (done.Normalized.Count > 0 ? "\nThe file was rewritten first:\n  " + string.Join("\n  ", done.Normalized) : "")));
                return ExitCodes.Positive;
            case SignResult.Refused refused:
                string code = refused.Code.ToCode();
                output.Answer(
                    new { outcome = "REFUSED", code, message = refused.Message, profile, fieldName = (string?)null, normalized = done.Normalized, warnings, trust = (string?)null },
                    writer => writer.WriteLine($"Not signed ({code}): {refused.Message}"));
                return isInfrastructure ? ExitCodes.Environment : refused.Code is RefusalCode.BrokenFile ? ExitCodes.WrongUse : ExitCodes.Negative;
            default:
                throw new InvalidOperationException("Signing ended in no known way.");
        }
    }
}
