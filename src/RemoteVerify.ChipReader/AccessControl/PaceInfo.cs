// ICAO Doc 9303-11 clause 9.2.5 (PACEInfo): 0.4.0.127.0.7.2.2.4.{1 DH-GM, 2 ECDH-GM, 3 DH-IM, 4 ECDH-IM, 6 ECDH-CAM}.{1 Triple DES, 2 to 4 AES}.
using RemoteVerify.Pki.KeyAgreement;
using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>One way of PACE.</summary>
/// <param name="Oid">The protocol in dotted form.</param>
/// <param name="ParameterId">Number of the domain parameters; null when the chip has only one set of its own.</param>
/// <param name="Group">The domain parameters.</param>
public sealed record PaceInfo(string Oid, PaceMapping Mapping, SessionCipher Cipher, int? ParameterId, AgreementGroup Group)
{
    internal const string Arc = "0.4.0.127.0.7.2.2.4.";

    /// <summary>Strength of cipher and group together in bits.</summary>
    internal int StrengthBits => Math.Min(SessionStrength.Of(Cipher), Group.StrengthBits);

    /// <summary>One of the standard's groups.</summary>
    /// <exception cref="ArgumentException">There is no such way: an unknown number, a mapping that the group or the cipher does not have.</exception>
    public static PaceInfo Create(PaceMapping mapping, SessionCipher cipher, int parameterId)
    {
        AgreementGroup group = StandardGroups.Find(parameterId) ?? throw new ArgumentException("no standardised group", nameof(parameterId));
        int way = mapping switch
        {
            PaceMapping.Generic => group.IsElliptic ? 2 : 1,
            PaceMapping.Integrated => group.IsElliptic ? 4 : 3,
            _ => 6,
        };
        return FromOid($"{Arc}{way}.{(int)cipher + 1}", parameterId, group) ?? throw new ArgumentException("no such way of PACE", nameof(mapping));
    }

    /// <summary>What an object identifier stands for in this group; null when it is not one of PACE or the group does not go with it.</summary>
    internal static PaceInfo? FromOid(string oid, int? parameterId, AgreementGroup group)
    {
        if (Way(oid) is not { } way || way.Elliptic != group.IsElliptic
            || (way.Mapping == PaceMapping.Integrated && !group.HasIntegratedMapping)
            || (way.Mapping == PaceMapping.ChipAuthentication && way.Cipher == SessionCipher.TripleDes))
        {
            return null;
        }

        return new PaceInfo(oid, way.Mapping, way.Cipher, parameterId, group);
    }

    /// <summary>The object identifier's parts; null when it is not one of PACE.</summary>
    internal static (PaceMapping Mapping, bool Elliptic, SessionCipher Cipher)? Way(string oid)
    {
        if (oid.Length != Arc.Length + 3 || !oid.StartsWith(Arc, StringComparison.Ordinal) || oid[^2] != '.' || oid[^1] is < '1' or > '4')
        {
            return null;
        }

        SessionCipher cipher = (SessionCipher)(oid[^1] - '1');
        return oid[^3] switch
        {
            '1' => (PaceMapping.Generic, false, cipher),
            '2' => (PaceMapping.Generic, true, cipher),
            '3' => (PaceMapping.Integrated, false, cipher),
            '4' => (PaceMapping.Integrated, true, cipher),
            '6' => (PaceMapping.ChipAuthentication, true, cipher),
            _ => null,
        };
    }
}
