// RFC 5652 sections 5.3 to 5.6.
using System.Formats.Asn1;
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Cms;

/// <summary>One signature inside a SignedData.</summary>
public sealed class SignerInfo
{
    private readonly string _contentType;

    private SignerInfo(string contentType, int version, SignerIdentifier identifier)
    {
        _contentType = contentType;
        Version = version;
        Identifier = identifier;
    }

    /// <summary>1 with issuer and serial number, 3 with a key identifier; some signers get it wrong.</summary>
    public int Version { get; }

    /// <summary>How the signer's certificate is named.</summary>
    public SignerIdentifier Identifier { get; }

    /// <summary>Digest of the content.</summary>
    public required AlgorithmIdentifier DigestAlgorithm { get; init; }

    /// <summary>Signature algorithm; may be the key type only.</summary>
    public required AlgorithmIdentifier SignatureAlgorithm { get; init; }

    /// <summary>The attributes with the tag [0] as received; null when there are none.</summary>
    public ReadOnlyMemory<byte>? SignedAttributesEncoded { get; private init; }

    /// <summary>The parsed signed attributes in the order of the encoding; empty when there are none.</summary>
    public IReadOnlyList<CmsAttribute> SignedAttributes { get; private init; } = [];

    /// <summary>The signature value.</summary>
    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>The parsed unsigned attributes; anyone may have added them.</summary>
    public IReadOnlyList<CmsAttribute> UnsignedAttributes { get; private init; } = [];

    /// <summary>Whether the signature covers attributes and not the content directly.</summary>
    public bool HasSignedAttributes => SignedAttributesEncoded is not null;

    /// <summary>Digest of the content by name; null when it is not known here.</summary>
    public HashAlgorithmName? DigestName => HashAlgorithms.FromOid(DigestAlgorithm.Oid);

    /// <summary>The signed message digest; null when there is not exactly one.</summary>
    public ReadOnlyMemory<byte>? MessageDigest =>
        OnlyValue(Oids.MessageDigestAttribute) is { } value ? new Asn1Reader(value, "MessageDigest").OctetString() : default(ReadOnlyMemory<byte>?);

    /// <summary>The signed signing time; a claim of the signer, not a proof. Null when absent.</summary>
    public DateTimeOffset? SigningTime =>
        OnlyValue(Oids.SigningTimeAttribute) is { } value ? new Asn1Reader(value, "SigningTime").Time() : null;

    /// <summary>The certificates named by signing-certificate-v2 and signing-certificate; the first of each is the signer's.</summary>
    /// <exception cref="PkiFormatException">The attribute is broken.</exception>
    public IReadOnlyList<SigningCertificateReference> SigningCertificates =>
        [.. OnlyReferences(Oids.SigningCertificateV2, version2: true), .. OnlyReferences(Oids.SigningCertificate, version2: false)];

    /// <summary>Object identifiers of the commitment types (ETSI EN 319 122-1 clause 5.2.3).</summary>
    /// <exception cref="PkiFormatException">The attribute is broken.</exception>
    public IReadOnlyList<string> CommitmentTypes =>
        [.. ValuesOf(SignedAttributes, Oids.CommitmentTypeIndication).Select(v => new Asn1Reader(v, "CommitmentTypeIndication").Sequence().ObjectIdentifier())];

    /// <summary>Encoded timestamp tokens over the signature value.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> SignatureTimestamps => ValuesOf(UnsignedAttributes, Oids.SignatureTimestamp);

    /// <summary>Checks against the whole content.</summary>
    /// <param name="content">What was signed: the enclosed content, or the detached one.</param>
    /// <param name="certificate">Certificate of the alleged signer.</param>
    public SignerVerification Verify(ReadOnlySpan<byte> content, Certificate certificate)
    {
        HashAlgorithmName? direct = SignatureParameters.Resolve(SignatureAlgorithm, DigestAlgorithm)?.Hash;
        HashAlgorithmName? wanted = HasSignedAttributes ? DigestName : direct;
        return VerifyWith(wanted is { } name ? HashAlgorithms.Hash(name, content) : null, certificate);
    }

    /// <summary>Checks against a digest that the caller has computed with <see cref="DigestName"/>.</summary>
    /// <param name="contentHash">Digest of the content.</param>
    /// <param name="certificate">Certificate of the alleged signer.</param>
    public SignerVerification VerifyHash(ReadOnlySpan<byte> contentHash, Certificate certificate) =>
        VerifyWith(DigestName is null ? null : contentHash.ToArray(), certificate);

    /// <summary>The signer's certificate among these: first by the signed reference, then by the identifier alone; null when absent.</summary>
    public Certificate? FindCertificate(IEnumerable<Certificate> candidates)
    {
        Certificate[] named = [.. candidates.Where(Identifier.Matches)];
        return named.Length > 1 && TryReferences() is [SigningCertificateReference reference, ..]
            ? Array.Find(named, reference.Matches) ?? named[0]
            : named.FirstOrDefault();
    }

    /// <summary>
    /// The bytes whose digest is signed: the attributes with the tag SET OF instead of [0] (RFC 5652 section 5.4), sorted
    /// as DER wants. Signers that sign the order as sent are accepted by <see cref="Verify"/> too.
    /// </summary>
    public byte[]? SignedAttributesAsSet() => SignedAttributesEncoded is null ? null : DerEncoding.WriteAttributeSet(SignedAttributes);

    internal static SignerInfo Read(Asn1Reader sequence, string contentType)
    {
        int version = sequence.Int32();
        SignerIdentifier identifier = ReadIdentifier(sequence);
        AlgorithmIdentifier digest = AlgorithmIdentifier.Read(sequence);
        ReadOnlyMemory<byte>? signedEncoded = null;
        IReadOnlyList<CmsAttribute> signed = [];
        if (sequence.NextIsContext(0))
        {
            long at = sequence.Offset;
            signedEncoded = sequence.EncodedValue();
            signed = CmsAttribute.ReadAll(new Asn1Reader(signedEncoded.Value, "SignedAttributes", at).Context(0));
        }

        AlgorithmIdentifier algorithm = AlgorithmIdentifier.Read(sequence);
        ReadOnlyMemory<byte> signature = sequence.OctetString();
        IReadOnlyList<CmsAttribute> unsigned = sequence.NextIsContext(1) ? CmsAttribute.ReadAll(sequence.Context(1)) : [];
        sequence.End();
        return new SignerInfo(contentType, version, identifier)
        {
            DigestAlgorithm = digest,
            SignatureAlgorithm = algorithm,
            SignedAttributesEncoded = signedEncoded,
            SignedAttributes = signed,
            Signature = signature,
            UnsignedAttributes = unsigned,
        };
    }

    private static SignerIdentifier ReadIdentifier(Asn1Reader sequence)
    {
        if (sequence.NextIsContext(0))
        {
            return new SignerIdentifier(null, null, sequence.OctetString(new Asn1Tag(TagClass.ContextSpecific, 0)));
        }

        Asn1Reader pair = sequence.Sequence();
        SignerIdentifier identifier = new(DistinguishedName.Read(pair), pair.IntegerBytes(), null);
        pair.End();
        return identifier;
    }

    private SignerVerification VerifyWith(byte[]? contentHash, Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        List<SignerProblem> problems = [];
        if (!Identifier.Matches(certificate))
        {
            problems.Add(SignerProblem.SignerIdentifierMismatch);
        }

        if (SignatureParameters.Resolve(SignatureAlgorithm, DigestAlgorithm) is not { } parameters)
        {
            problems.Add(SignerProblem.SignatureAlgorithmUnsupported);
        }
        else if (HasSignedAttributes)
        {
            CheckAttributes(contentHash, certificate, problems);
            AddSignatureProblem(VerifyAttributes(parameters, certificate.PublicKey), problems);
        }
        else
        {
            CheckWithoutAttributes(parameters, contentHash, certificate.PublicKey, problems);
        }

        return new SignerVerification(problems);
    }

    private void CheckWithoutAttributes(SignatureParameters parameters, byte[]? contentHash, PublicKeyInfo key, List<SignerProblem> problems)
    {
        if (_contentType != Oids.Data)
        {
            problems.Add(SignerProblem.SignedAttributesMissing);
        }

        if (contentHash is null)
        {
            problems.Add(SignerProblem.DigestAlgorithmUnsupported);
            return;
        }

        AddSignatureProblem(SignatureVerifier.VerifyHash(key, parameters, contentHash, Signature.Span), problems);
    }

    private void CheckAttributes(byte[]? contentHash, Certificate certificate, List<SignerProblem> problems)
    {
        if (contentHash is null)
        {
            problems.Add(SignerProblem.DigestAlgorithmUnsupported);
        }

        try
        {
            if (MessageDigest is not { } digest)
            {
                problems.Add(SignerProblem.MessageDigestAttributeInvalid);
            }
            else if (contentHash is not null && !digest.Span.SequenceEqual(contentHash))
            {
                problems.Add(SignerProblem.MessageDigestMismatch);
            }

            if (OnlyValue(Oids.ContentTypeAttribute) is not { } type)
            {
                problems.Add(SignerProblem.ContentTypeAttributeInvalid);
            }
            else if (new Asn1Reader(type, "ContentType").ObjectIdentifier() != _contentType)
            {
                problems.Add(SignerProblem.ContentTypeMismatch);
            }

            if (!SigningCertificateMatches(certificate))
            {
                problems.Add(SignerProblem.SigningCertificateMismatch);
            }
        }
        catch (PkiFormatException)
        {
            problems.Add(SignerProblem.SignedAttributeMalformed);
        }
    }

    private bool SigningCertificateMatches(Certificate certificate)
    {
        IReadOnlyList<SigningCertificateReference> version2 = OnlyReferences(Oids.SigningCertificateV2, version2: true);
        IReadOnlyList<SigningCertificateReference> version1 = OnlyReferences(Oids.SigningCertificate, version2: false);
        return (version2.Count == 0 || version2[0].Matches(certificate)) && (version1.Count == 0 || version1[0].Matches(certificate));
    }

    private SignatureCheck VerifyAttributes(SignatureParameters parameters, PublicKeyInfo key)
    {
        byte[] asReceived = SignedAttributesEncoded!.Value.ToArray();
        asReceived[0] = 0x31;
        SignatureCheck check = SignatureVerifier.VerifyHash(key, parameters, HashAlgorithms.Hash(parameters.Hash, asReceived), Signature.Span);
        if (check != SignatureCheck.Invalid)
        {
            return check;
        }

        byte[] sorted = DerEncoding.WriteAttributeSet(SignedAttributes);
        return sorted.AsSpan().SequenceEqual(asReceived)
            ? check
            : SignatureVerifier.VerifyHash(key, parameters, HashAlgorithms.Hash(parameters.Hash, sorted), Signature.Span);
    }

    private static void AddSignatureProblem(SignatureCheck check, List<SignerProblem> problems)
    {
        if (check != SignatureCheck.Valid)
        {
            problems.Add(check == SignatureCheck.Invalid ? SignerProblem.SignatureInvalid : SignerProblem.SignatureAlgorithmUnsupported);
        }
    }

    private IReadOnlyList<SigningCertificateReference> TryReferences()
    {
        try
        {
            return SigningCertificates;
        }
        catch (PkiFormatException)
        {
            return [];
        }
    }

    private IReadOnlyList<SigningCertificateReference> OnlyReferences(string oid, bool version2) =>
        OnlyValue(oid) is { } value ? SigningCertificateReference.ReadAll(value, version2) : [];

    private ReadOnlyMemory<byte>? OnlyValue(string oid)
    {
        CmsAttribute[] found = [.. SignedAttributes.Where(a => a.Oid == oid)];
        return found is [{ Values: [ReadOnlyMemory<byte> value] }] ? value : default(ReadOnlyMemory<byte>?);
    }

    private static IReadOnlyList<ReadOnlyMemory<byte>> ValuesOf(IReadOnlyList<CmsAttribute> attributes, string oid) =>
        [.. attributes.Where(a => a.Oid == oid).SelectMany(a => a.Values)];
}
