using System.Security.Cryptography;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.Pki.KeyAgreement;
using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.Synthetic.Chips;

/// <summary>Makes chips of a synthetic country. Everything but keys and signatures follows from the arguments.</summary>
public sealed class ChipPersonaliser(SyntheticCountry country)
{
    // Doc 9303-11 table 4.
    private const int P256 = 12;

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
        if (options.Fingerprints)
        {
            groups[3] = DataGroupWriter.Dg3();
        }

        ChipKeys keys = GenerateKeys(options);
        bool curveSignature = options.ActiveAuthentication is ActiveAuthenticationKey.EcdsaP256 or ActiveAuthenticationKey.EcdsaBrainpoolP384;
        if (curveSignature || keys.Agreement.Count > 0 || keys.Pace.Count > 0)
        {
            groups[14] = DataGroupWriter.Dg14(
                new SecurityInfoWriter().Active(options.ActiveAuthentication).Agreement(keys.Agreement).Pace(keys.Pace).Encode());
        }

        if (keys.Active is { } active)
        {
            groups[15] = DataGroupWriter.Dg15(active.ExportSubjectPublicKeyInfo());
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

        return new VirtualChip(files, mrz, keys);
    }

    private ChipKeys GenerateKeys(ChipOptions options)
    {
        AsymmetricAlgorithm? active = options.ActiveAuthentication switch
        {
            ActiveAuthenticationKey.EcdsaP256 => ECDsa.Create(ECCurve.NamedCurves.nistP256),
            ActiveAuthenticationKey.EcdsaBrainpoolP384 => ECDsa.Create(ECCurve.NamedCurves.brainpoolP384r1),
            ActiveAuthenticationKey.Rsa2048 => RSA.Create(2048),
            _ => null,
        };
        IReadOnlyList<ChipAuthenticationChoice> choices = options.ChipAuthenticationKeys
            ?? (options.ChipAuthentication ? [new ChipAuthenticationChoice(P256, SessionCipher.Aes128)] : []);
        Dictionary<int, AgreementKeyPair> mapping = options.Pace
            .Where(way => way.Mapping == PaceMapping.ChipAuthentication).Select(way => way.ParameterId!.Value).Distinct()
            .ToDictionary(identifier => identifier, identifier => StandardGroups.Find(identifier)!.Generate());
        return new ChipKeys(active, [.. choices.Select(AgreementKey.Generate)], mapping)
        {
            Pace = options.Pace,
            CardAccessNumber = options.CardAccessNumber,
            CardAccess = options.Pace.Count == 0 ? null : new SecurityInfoWriter().Pace(options.Pace).Encode(),
            CardSecurity = mapping.Count == 0 ? null : country.SignCardSecurity(new SecurityInfoWriter().Pace(options.Pace).Mapping(mapping).Encode()),
        };
    }
}
