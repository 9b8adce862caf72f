using RemoteVerify.Pades.Signing;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary>A warning about a document to be signed, as the JSON contract writes it.</summary>
/// <param name="Code">For example <c>FIELD_OVER_TEXT</c>.</param>
/// <param name="Message">A sentence for people.</param>
internal sealed record SigningWarning(string Code, string Message);

/// <summary>What in a document could make it show something else after signing.</summary>
internal static class SigningWarnings
{
    private const int LargestExaminedBytes = 128 << 20;

    /// <summary>The warnings about a document that is open for signing.</summary>
    public static IReadOnlyList<SigningWarning> Of(SigningBase document) =>
        document.Length > LargestExaminedBytes
            ? [new SigningWarning("NOT_EXAMINED", $"The document is larger than {LargestExaminedBytes >> 20} MiB and was not looked through for content that could be exchanged after signing.")]
            : [.. document.FindWarnings().Select(warning => new SigningWarning(WireNames.Upper(warning.Code), warning.Message))];
}
