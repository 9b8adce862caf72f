namespace RemoteVerify.Pdf.Tests.Composing.Archive;

/// <summary>
/// The rules of PDF/A-2b and 3b that a file of ours could break, read with our reader: there is no validator of that
/// standard among the tools. What a picture or an imported page brings along is only judged as far as the rules here go.
/// </summary>
internal static class ArchiveRules
{
    /// <summary>Every breach, with its clause; empty for a file that keeps the rules.</summary>
    public static IReadOnlyList<string> Judge(byte[] pdf, int part)
    {
        ArchiveFile file = new(pdf, part);
        FileRules.Check(file);
        GraphicsRules.Check(file);
        FontRules.Check(file);
        InteractionRules.Check(file);
        MetadataRules.Check(file);
        return file.Findings;
    }
}
