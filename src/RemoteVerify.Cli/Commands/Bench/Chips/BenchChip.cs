using System.Security.Cryptography;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;

namespace RemoteVerify.Cli.Commands.Bench.Chips;

/// <summary>One document: verified whole, or only its two signatures with .NET's primitives.</summary>
internal sealed class BenchChip
{
    private readonly Dictionary<string, byte[]> _files;
    private readonly Func<bool> _signature;
    private readonly Func<bool> _certificate;

    public BenchChip(Dictionary<string, byte[]> files, Certificate signer, Certificate country)
    {
        _files = files;
        SignedData signed = SodCheck.Run(files["EF_SOD.bin"], null).SignedData!;
        SignerInfo info = signed.Signers[0];
        _signature = Primitive(signer.PublicKey, info.SignatureAlgorithm, info.DigestAlgorithm, info.SignedAttributesAsSet()!, info.Signature);
        _certificate = Primitive(country.PublicKey, signer.SignatureAlgorithm, null, signer.TbsEncoded, signer.Signature);
    }

    public int Bytes => _files.Values.Sum(file => file.Length);

    /// <summary>From the files to the verdict, as a service does it.</summary>
    public void Verify(CountrySignerStore store)
    {
        ChipFiles chip = ChipFiles.FromNamed(_files.Select(file => KeyValuePair.Create(file.Key, (ReadOnlyMemory<byte>)file.Value)));
        ChipReport report = ChipVerifier.Verify(chip, store, [], ChipPolicy.Default, ChipBenchMaterial.At, null);
        if (report.PassiveAuthentication != PassiveAuthenticationState.Genuine)
        {
            throw new InvalidOperationException("The document made for the benchmark is not genuine: " + string.Join(", ", report.Reasons));
        }
    }

    /// <summary>The same two public-key operations and nothing else: keys taken in before, digests computed before.</summary>
    public void VerifyBare()
    {
        if (!_signature() || !_certificate())
        {
            throw new InvalidOperationException("A signature made for the benchmark does not stand.");
        }
    }

    private static Func<bool> Primitive(PublicKeyInfo key, AlgorithmIdentifier algorithm, AlgorithmIdentifier? digest, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> signature)
    {
        HashAlgorithmName hash = SignatureParameters.Resolve(algorithm, digest)!.Hash;
        byte[] value = signature.ToArray(), hashed = HashAlgorithms.Hash(hash, data.Span);
        if (key.Rsa is { } numbers)
        {
            RSA rsa = RSA.Create(new RSAParameters
            {
                Modulus = numbers.Modulus.ToByteArray(isUnsigned: true, isBigEndian: true), Exponent = numbers.Exponent.ToByteArray(isUnsigned: true, isBigEndian: true),
            });
            return () => rsa.VerifyHash(hashed, value, hash, RSASignaturePadding.Pkcs1);
        }

        ECDsa ecdsa = ECDsa.Create(key.Ec!.ToLibraryParameters()!.Value);
        return () => ecdsa.VerifyHash(hashed, value, DSASignatureFormat.Rfc3279DerSequence);
    }
}
