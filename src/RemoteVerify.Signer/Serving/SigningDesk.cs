using RemoteVerify.Hsm;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Signer.Approving;
using RemoteVerify.Signer.Keys;

namespace RemoteVerify.Signer.Serving;

/// <summary>Checks what is asked, asks the officer, signs. One question at a time.</summary>
/// <param name="keys">The officer's keys.</param>
/// <param name="approval">Asks the officer.</param>
/// <param name="patience">How long the officer may think.</param>
/// <param name="clock">Time of the certificate's check.</param>
internal sealed class SigningDesk(IReadOnlyList<OfficerKey> keys, IApproval approval, TimeSpan patience, TimeProvider clock) : IDisposable
{
    public const int MaximumDocuments = 50;

    private readonly SemaphoreSlim _one = new(1, 1);

    public bool IsBusy => _one.CurrentCount == 0;

    public IReadOnlyList<CertificateAnswer> Certificates() =>
    [
        .. keys.Select(key => new CertificateAnswer(
            key.SerialNumber, key.Name, key.Certificate.Issuer.ToString(), key.Certificate.NotBefore, key.Certificate.NotAfter,
            key.Key.Scheme.Hash.Name!, key.Key.Scheme.Kind.ToString(), key.MaySign(clock.GetUtcNow()), key.Certificate.Encoded.ToArray())),
    ];

    /// <summary>The signatures in the order of the documents, or why there are none.</summary>
    public async Task<(BatchAnswer? Answer, SignerProblem? Problem)> SignAsync(string origin, BatchBody body, CancellationToken cancellationToken)
    {
        if (Check(body, out OfficerKey? key, out List<AskedDocument> documents) is { } problem)
        {
            return (null, problem);
        }

        if (!await _one.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return (null, SignerProblem.Busy);
        }

        try
        {
            SigningQuestion question = new(origin, key!.Name, key.SerialNumber, documents);
            return await AskAsync(question, cancellationToken) is { } refused ? (null, refused) : await SignAsync(key, body.Documents!, documents, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<SignerProblem?> AskAsync(SigningQuestion question, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            bool agreed = await approval.AskAsync(question, limit.Token);
            Terminal.Say(agreed ? "Đồng ý. / Agreed." : "Không ký. / Not signed.");
            return agreed ? null : SignerProblem.Denied;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Terminal.Say("Hết thời gian, không ký. / No answer in time, not signed.");
            return SignerProblem.TimedOut;
        }
    }

    private static async Task<(BatchAnswer?, SignerProblem?)> SignAsync(
        OfficerKey key, IReadOnlyList<BatchDocument?> asked, List<AskedDocument> documents, CancellationToken cancellationToken)
    {
        List<SignatureAnswer> signatures = [];
        try
        {
            for (int i = 0; i < asked.Count; i++)
            {
                byte[] value = await key.Key.SignHashAsync(asked[i]!.HashToSign, cancellationToken);
                signatures.Add(new SignatureAnswer(key.SerialNumber, key.Key.Scheme.Kind.ToString(), documents[i].Sha256, value));
            }
        }
        catch (Exception e) when (e is HsmException or System.Security.Cryptography.CryptographicException)
        {
            Terminal.Say(e.Message);
            return (null, SignerProblem.KeyFailed);
        }

        return (new BatchAnswer(signatures), null);
    }

    private SignerProblem? Check(BatchBody body, out OfficerKey? key, out List<AskedDocument> documents)
    {
        documents = [];
        OfficerKey? found = key = keys.FirstOrDefault(known => string.Equals(known.SerialNumber, body.CertificateSerial, StringComparison.OrdinalIgnoreCase));
        if (found is null)
        {
            return SignerProblem.UnknownCertificate;
        }

        if (!found.MaySign(clock.GetUtcNow()))
        {
            return SignerProblem.CertificateInvalid;
        }

        if (body.HashAlgorithm != found.Key.Scheme.Hash.Name || body.SignatureAlgorithm != found.Key.Scheme.Kind.ToString())
        {
            return SignerProblem.WrongAlgorithm;
        }

        if (body.Documents is not { Count: >= 1 and <= MaximumDocuments })
        {
            return SignerProblem.WrongCount;
        }

        foreach (BatchDocument? document in body.Documents)
        {
            if (Check(document, HashAlgorithms.LengthOf(found.Key.Scheme.Hash), documents) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static SignerProblem? Check(BatchDocument? document, int digestLength, List<AskedDocument> documents)
    {
        if (DocumentName.Accept(document?.DocumentName) is not { } name)
        {
            return SignerProblem.NoName;
        }

        if (document!.DocumentSha256 is not { Length: 64 } hash || !hash.All(char.IsAsciiHexDigit))
        {
            return SignerProblem.NoHash;
        }

        documents.Add(new AskedDocument(name, hash.ToLowerInvariant()));
        return document.HashToSign?.Length == digestLength ? null : SignerProblem.WrongDigest;
    }
}
