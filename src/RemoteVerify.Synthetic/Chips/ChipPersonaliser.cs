using System.Security.Cryptography;

namespace RemoteVerify.Synthetic.Chips;

/// <summary>Makes chips of a synthetic country. Everything but keys and signatures follows from the arguments.</summary>
public sealed class ChipPersonaliser(SyntheticCountry country)
{
    /// <param name="portrait">JPEG or JPEG 2000; it is written to DG2 byte for byte.</param>
    public VirtualChip Personalise(ChipHolder holder, ReadOnlyMemory<byte> portrait, ChipOptions options)
    {
        ArgumentNullException.ThrowIfNull(holder);
        ArgumentNullException.ThrowIfNull(options);
        string mrz = CardMrz.Write(holder);
        SortedDictionary<int, byte[]> groups = new()
        {
            [1] = DataGroupWriter.Dg1(mrz),
            [2] = DataGroupWriter.Dg2(portrait),
            [13] = DataGroupWriter.Dg13(holder),
        };
        AsymmetricAlgorithm? activeKey = options.ActiveAuthentication switch
        {
            ActiveAuthenticationKey.EcdsaP256 => ECDsa.Create(ECCurve.NamedCurves.nistP256),
            ActiveAuthenticationKey.Rsa2048 => RSA.Create(2048),
            _ => null,
        };
        ECDiffieHellman? agreementKey = options.ChipAuthentication ? ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256) : null;
        if (activeKey is ECDsa || agreementKey is not null)
        {
            groups[14] = DataGroupWriter.Dg14(activeKey is ECDsa, agreementKey?.ExportSubjectPublicKeyInfo());
        }

        if (activeKey is not null)
        {
            groups[15] = DataGroupWriter.Dg15(activeKey.ExportSubjectPublicKeyInfo());
        }

        SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal)
        {
            ["EF_COM.bin"] = DataGroupWriter.Com(groups.Keys),
            ["EF_SOD.bin"] = country.SignSecurityObject(groups),
        };
        foreach ((int number, byte[] file) in groups)
        {
            files[$"EF_DG{number}.bin"] = file;
        }

        return new VirtualChip(files, mrz, activeKey, agreementKey);
    }
}
