using RemoteVerify.Pdf;

namespace RemoteVerify.Pades.Signing;

/// <summary>What is said about a file that can't be opened or grown.</summary>
public static class FileRefusal
{
    /// <summary>The refusal for what the PDF room threw.</summary>
    public static SignResult.Refused Of(PdfFormatException e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return e switch
        {
            PdfPasswordException => new(RefusalCode.PasswordRequired, "The document is encrypted and the password does not open it."),
            PdfTooLargeException => new(RefusalCode.FileTooLarge, $"The document is larger than what can be signed here, or would be: {e.Reason}."),
            _ => new(RefusalCode.BrokenFile, e.Message),
        };
    }
}
