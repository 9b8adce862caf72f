namespace RemoteVerify.Signer.Approving;

/// <summary>One document the officer is asked about.</summary>
/// <param name="Name">Its name, without characters that could lie on a terminal.</param>
/// <param name="Sha256">SHA-256 of the document, lower-case hexadecimal.</param>
internal sealed record AskedDocument(string Name, string Sha256)
{
    public override string ToString() => $"AskedDocument {Sha256[..12]}";
}

/// <summary>What the officer is asked: one answer for all documents of the question.</summary>
/// <param name="Origin">Whose page asks.</param>
/// <param name="Signer">Name in the certificate.</param>
/// <param name="CertificateSerial">Hexadecimal.</param>
/// <param name="Documents">What would be signed.</param>
internal sealed record SigningQuestion(string Origin, string Signer, string CertificateSerial, IReadOnlyList<AskedDocument> Documents)
{
    private const int Shown = 16;

    /// <summary>The question as lines of plain text, Vietnamese first.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"{Origin} muốn ký {Documents.Count} văn bản / asks to sign {Documents.Count} document(s)";
        yield return $"  Chứng thư / certificate: {Signer}, {CertificateSerial}";
        for (int i = 0; i < Documents.Count; i++)
        {
            yield return $"  {i + 1}. {Documents[i].Name}   SHA-256 {Documents[i].Sha256[..Shown]}...";
        }
    }

    public override string ToString() => $"SigningQuestion of {Documents.Count}";
}

/// <summary>Asks the officer; the two ways are the terminal and a dialog of the desktop.</summary>
internal interface IApproval
{
    /// <summary>True only when the officer said yes.</summary>
    Task<bool> AskAsync(SigningQuestion question, CancellationToken cancellationToken);
}
