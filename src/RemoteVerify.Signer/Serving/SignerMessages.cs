namespace RemoteVerify.Signer.Serving;

/// <param name="Name">Always RemoteVerify.Signer.</param>
/// <param name="Version">Of these messages; grows when a field is added.</param>
/// <param name="Paired">Whether the request carried the pairing token of its origin.</param>
/// <param name="Busy">Whether the officer is being asked right now.</param>
internal sealed record StatusAnswer(string Name, int Version, bool Paired, bool Busy);

/// <summary>One certificate of the officer.</summary>
/// <param name="SerialNumber">Hexadecimal; what <see cref="SignBody.CertificateSerial"/> names.</param>
/// <param name="MaySign">False when it has run out, is not valid yet, or is for another use.</param>
internal sealed record CertificateAnswer(
    string SerialNumber, string Subject, string Issuer, DateTimeOffset NotBefore, DateTimeOffset NotAfter, string HashAlgorithm, string SignatureAlgorithm, bool MaySign, byte[] Certificate)
{
    public override string ToString() => $"CertificateAnswer {SerialNumber}";
}

/// <summary>Sign one digest. The names are those of the service's answer to POST /v1/signature-requests.</summary>
/// <param name="DocumentName">Shown to the officer.</param>
/// <param name="DocumentSha256">Hexadecimal; shown to the officer in part.</param>
/// <param name="HashToSign">The prepared digest.</param>
internal sealed record SignBody(string? CertificateSerial, string? HashAlgorithm, string? SignatureAlgorithm, string? DocumentName, string? DocumentSha256, byte[]? HashToSign)
{
    public override string ToString() => "SignBody";
}

/// <summary>One document of a batch.</summary>
internal sealed record BatchDocument(string? DocumentName, string? DocumentSha256, byte[]? HashToSign)
{
    public override string ToString() => "BatchDocument";
}

/// <summary>Sign several digests after one question that lists every name.</summary>
internal sealed record BatchBody(string? CertificateSerial, string? HashAlgorithm, string? SignatureAlgorithm, IReadOnlyList<BatchDocument?>? Documents)
{
    public override string ToString() => "BatchBody";
}

/// <param name="Signature">ECDSA as DER.</param>
internal sealed record SignatureAnswer(string CertificateSerial, string SignatureAlgorithm, string DocumentSha256, byte[] Signature);

/// <param name="Signatures">In the order of the request.</param>
internal sealed record BatchAnswer(IReadOnlyList<SignatureAnswer> Signatures);
