namespace RemoteVerify.Signer.Serving;

/// <summary>A refusal of the signer: a status, a stable code, and what to do.</summary>
internal sealed record SignerProblem(int Status, string Code, string Detail)
{
    public static readonly SignerProblem OriginRefused = new(403, "signer.origin-refused", "This page's service is not paired with the signer. Pair it on the officer's machine: ./rv signer pair --origin ADDRESS.");
    public static readonly SignerProblem HostRefused = new(421, "signer.host-refused", "The signer is asked by its address, 127.0.0.1 and its port, and by no other name.");
    public static readonly SignerProblem PairingRefused = new(401, "signer.pairing-refused", "The pairing token is missing or another one. Type the token that ./rv signer pair showed into the page.");
    public static readonly SignerProblem NotFound = new(404, "signer.not-found", "The signer knows GET /status, GET /certificates, POST /sign and POST /sign/batch.");
    public static readonly SignerProblem MediaType = new(415, "signer.media-type", "Send application/json.");
    public static readonly SignerProblem TooLarge = new(413, "signer.body-too-large", "The body is too long. Send fewer documents at once.");
    public static readonly SignerProblem TooSlow = new(408, "signer.body-too-slow", "The body did not come in time. Send it again.");
    public static readonly SignerProblem Malformed = new(400, "signer.body-malformed", "The body is not the JSON of this call; digests are Base64.");
    public static readonly SignerProblem NoName = new(422, "signer.document-name-missing", "Name each document in 1 to 200 signs that show, in one line. Nothing is signed without a name to show.");
    public static readonly SignerProblem NoHash = new(422, "signer.document-hash-malformed", "documentSha256 has 64 hexadecimal digits.");
    public static readonly SignerProblem WrongCount = new(422, "signer.document-count", "A batch has 1 to 50 documents.");
    public static readonly SignerProblem UnknownCertificate = new(404, "signer.certificate-unknown", "The signer has no key with this certificate. GET /certificates lists what it has.");
    public static readonly SignerProblem CertificateInvalid = new(422, "signer.certificate-not-valid", "The certificate has run out, is not valid yet, or is not for signing documents. Have it renewed.");
    public static readonly SignerProblem WrongAlgorithm = new(422, "signer.algorithm-mismatch", "The key signs another way. Use the algorithms that GET /certificates tells for it.");
    public static readonly SignerProblem WrongDigest = new(422, "signer.digest-length", "hashToSign has not the length of its algorithm's digests.");
    public static readonly SignerProblem Busy = new(409, "signer.busy", "The officer is being asked about another request. Wait for that answer and ask again.");
    public static readonly SignerProblem Denied = new(403, "signer.denied", "The officer did not agree. Nothing was signed.");
    public static readonly SignerProblem TimedOut = new(408, "signer.timed-out", "The officer did not answer in time. Nothing was signed; ask again.");
    public static readonly SignerProblem KeyFailed = new(503, "signer.key-failed", "The key did not sign. The signer's terminal says why.");
    public static readonly SignerProblem Broken = new(500, "signer.failed", "The signer failed. Its terminal says more.");
}
