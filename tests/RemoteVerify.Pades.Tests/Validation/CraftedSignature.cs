using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Tests.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Pades.Tests.Validation;

/// <summary>A signed file whose CMS is replaced by one that the test makes for the same bytes.</summary>
internal sealed class CraftedSignature
{
    private readonly byte[] _pdf;
    private readonly int _gapStart;
    private readonly int _gapEnd;

    private CraftedSignature(byte[] pdf)
    {
        _pdf = pdf;
        SignatureReport found = Validate(pdf, o => o).Signatures[^1];
        ReadOnlySpan<byte> text = found.SignedRevision.Span;
        _gapStart = text.LastIndexOf("/Contents<"u8) is var at and >= 0 ? at + 9 : text.LastIndexOf("/Contents <"u8) + 10;
        _gapEnd = _gapStart + text[_gapStart..].IndexOf((byte)'>') + 1;
    }

    /// <summary>One page, signed; <paramref name="subFilter"/> is patched into the dictionary.</summary>
    public static CraftedSignature Of(string subFilter = "ETSI.CAdES.detached")
    {
        SignatureRequest request = new() { SigningTime = SigningMaterial.Now };
        SignResult result = PadesSigner.SignAsync(Modifications.SignedSample.Unsigned(), request, SigningMaterial.P256, null, null, default).GetAwaiter().GetResult();
        CraftedSignature made = new(((SignResult.Signed)result).Pdf);
        Span<byte> dictionary = made._pdf;
        int at = dictionary.IndexOf("/ETSI.CAdES.detached"u8);
        Encoding.ASCII.GetBytes($"/{subFilter}".PadRight(20)).CopyTo(dictionary[at..]);
        return made;
    }

    /// <summary>The bytes outside the gap.</summary>
    public byte[] Covered => [.. _pdf[.._gapStart], .. _pdf[_gapEnd..]];

    /// <summary>The file with this CMS.</summary>
    public byte[] With(byte[] cms)
    {
        byte[] pdf = [.. _pdf];
        string hex = Convert.ToHexStringLower(cms).PadRight(_gapEnd - _gapStart - 2, '0');
        Encoding.ASCII.GetBytes(hex).CopyTo(pdf.AsSpan(_gapStart + 1));
        return pdf;
    }

    /// <summary>A CMS over the covered bytes, changed on the way.</summary>
    public byte[] Sign(
        CertifiedKey signer, Func<SignedAttributesRequest, SignedAttributesRequest>? request = null, Func<SignedDataParts, SignedDataParts>? parts = null)
    {
        SignatureScheme scheme = signer.Key.Scheme;
        SignedAttributesRequest wanted = new() { ContentHash = HashAlgorithms.Hash(scheme.Hash, Covered), Scheme = scheme, Certificate = signer.Certificate };
        byte[] attributes = SignedDataBuilder.BuildSignedAttributes(request?.Invoke(wanted) ?? wanted);
        byte[] value = signer.Key.SignHashAsync(SignedDataBuilder.HashToSign(attributes, scheme), default).AsTask().GetAwaiter().GetResult();
        SignedDataParts made = new() { SignedAttributes = attributes, Scheme = scheme, SignatureValue = value, Certificate = signer.Certificate, Chain = signer.Chain };
        return With(SignedDataBuilder.Complete(parts?.Invoke(made) ?? made));
    }

    public static ValidationReport Validate(byte[] pdf, Func<ValidationOptions, ValidationOptions> options) =>
        PadesValidator.Validate(pdf, options(new ValidationOptions { At = SigningMaterial.Now.AddMinutes(1), Anchors = [SigningMaterial.Root] }));

    /// <summary>An attribute with one value.</summary>
    public static CmsAttribute Attribute(string oid, Action<AsnWriter> write)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        write(writer);
        return CmsAttribute.Single(oid, writer.Encode());
    }

    /// <summary>A token over the digest of these bytes.</summary>
    public static byte[] Token(ReadOnlySpan<byte> data) =>
        SigningMaterial.Tsa.GetTokenAsync(HashAlgorithmName.SHA256, SHA256.HashData(data), default).GetAwaiter().GetResult();
}
