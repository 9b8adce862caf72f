using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary>Runs what makes a signed file, writes the file, and tells the outcome.</summary>
internal static class SigningAnswer
{
    /// <param name="make">Makes the file or refuses.</param>
    /// <param name="profile">As it stands in the answer.</param>
    public static async Task<int> GiveAsync(Output output, string target, string profile, string? trustFile, Func<Task<SignResult>> make)
    {
        SignResult result;
        bool isInfrastructure = false;
        try
        {
            result = await make();
        }
        catch (Exception e) when (e is TimestampRefusedException or HttpRequestException or TaskCanceledException)
        {
            isInfrastructure = true;
            result = new SignResult.Refused(RefusalCode.TimestampMissing, $"The timestamp authority did not give a timestamp: {e.Message}");
        }

        if (result is SignResult.Signed signed)
        {
            InputFiles.Write(target, signed.Pdf);
            output.Answer(
                new { outcome = "SIGNED", code = (string?)null, message = (string?)null, profile, fieldName = signed.FieldName, trust = trustFile },
                writer => writer.WriteLine($"Signed, field {signed.FieldName}."));
            return ExitCodes.Positive;
        }

        SignResult.Refused refused = (SignResult.Refused)result;
        string code = refused.Code.ToCode();
        output.Answer(
            new { outcome = "REFUSED", code, message = refused.Message, profile, fieldName = (string?)null, trust = (string?)null },
            writer => writer.WriteLine($"Not signed ({code}): {refused.Message}"));
        return isInfrastructure ? ExitCodes.Environment
            : refused.Code is RefusalCode.BrokenFile ? ExitCodes.WrongUse
            : ExitCodes.Negative;
    }
}
