// ICAO Doc 9303-11 clause 9.2 (SecurityInfos) as EF.CardAccess and EF.CardSecurity carry them. Read before anything is authentic: small limits.
using System.Formats.Asn1;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.KeyAgreement;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>What opening a chip needs of a SET of SecurityInfo; everything else in it is passed over.</summary>
internal static class SecurityInfos
{
    private const string Structure = "SecurityInfos";
    private const string PublicKeyEcdh = "0.4.0.127.0.7.2.2.1.2";
    private const int MaxInfos = 64;
    private const int MaxOwnGroups = 2;

    /// <summary>The ways of PACE that are spoken here, the strongest first: cipher and group together, then the mapping that proves the chip.</summary>
    /// <param name="ambiguous">True when more than one set of domain parameters stands in the file, spoken here or not.</param>
    /// <exception cref="PkiFormatException">It is no such set.</exception>
    public static IReadOnlyList<PaceInfo> ReadPace(ReadOnlyMemory<byte> set, out bool ambiguous)
    {
        List<(string Oid, int? Parameters)> offers = [];
        List<(string Prefix, int? Parameters, AlgorithmIdentifier Algorithm)> ownGroups = [];
        foreach ((string oid, Asn1Reader info) in ReadAll(set))
        {
            if (PaceInfo.Way(oid) is not null)
            {
                if (info.Int32() == 2)
                {
                    offers.Add((oid, OptionalInt32(info)));
                }
            }
            else if (oid.StartsWith(PaceInfo.Arc, StringComparison.Ordinal))
            {
                AlgorithmIdentifier algorithm = AlgorithmIdentifier.Read(info);
                ownGroups.Add((oid, OptionalInt32(info), algorithm));
            }
        }

        ambiguous = offers.Select(offer => offer.Parameters).Distinct().Count() > 1;
        OwnGroups groups = new(ownGroups);
        return
        [
            .. from offer in offers
               let info = groups.Find(offer.Oid, offer.Parameters) is { } @group ? PaceInfo.FromOid(offer.Oid, offer.Parameters, @group) : null
               where info is not null
               orderby info.StrengthBits descending, info.Mapping == PaceMapping.ChipAuthentication descending,
                   SessionStrength.Of(info.Cipher) descending, info.Group.StrengthBits descending, info.Group.IsElliptic descending, info.Mapping
               select info,
        ];
    }

    /// <summary>The chip's static keys on curves, for chip authentication mapping.</summary>
    /// <exception cref="PkiFormatException">It is no such set.</exception>
    public static IReadOnlyList<AgreementPublicKey> ReadKeys(ReadOnlyMemory<byte> set)
    {
        List<AgreementPublicKey> keys = [];
        foreach ((string oid, Asn1Reader info) in ReadAll(set))
        {
            if (oid == PublicKeyEcdh && AgreementPublicKey.Read(info.EncodedValue()) is { } key)
            {
                keys.Add(key);
            }
        }

        return keys;
    }

    private static List<(string Oid, Asn1Reader Info)> ReadAll(ReadOnlyMemory<byte> set)
    {
        Asn1Reader infos = new Asn1Reader(set, Structure).Set();
        List<(string, Asn1Reader)> all = [];
        while (infos.HasData)
        {
            Asn1Reader info = all.Count < MaxInfos ? infos.Sequence() : throw infos.Fail($"more than {MaxInfos} infos");
            all.Add((info.ObjectIdentifier(), info));
        }

        return all;
    }

    private static int? OptionalInt32(Asn1Reader reader) => reader.HasData && reader.NextIs(Asn1Tag.Integer) ? reader.Int32() : null;

    /// <summary>The groups of PACEDomainParameterInfo, each checked when it is first wanted.</summary>
    private sealed class OwnGroups(List<(string Prefix, int? Parameters, AlgorithmIdentifier Algorithm)> infos)
    {
        private readonly Dictionary<AlgorithmIdentifier, AgreementGroup?> _checked = [];

        public AgreementGroup? Find(string oid, int? parameters)
        {
            if (parameters is { } number && number < StandardGroups.FirstProprietary)
            {
                return StandardGroups.Find(number);
            }

            foreach ((string prefix, int? own, AlgorithmIdentifier algorithm) in infos)
            {
                if (own == parameters && oid.StartsWith(prefix + ".", StringComparison.Ordinal))
                {
                    return Check(algorithm);
                }
            }

            return null;
        }

        private AgreementGroup? Check(AlgorithmIdentifier algorithm)
        {
            if (!_checked.TryGetValue(algorithm, out AgreementGroup? group) && _checked.Count < MaxOwnGroups)
            {
                group = AgreementPublicKey.ReadGroup(algorithm) is { } read && DomainParameterCheck.IsSound(read) ? read : null;
                _checked.Add(algorithm, group);
            }

            return group;
        }
    }
}
