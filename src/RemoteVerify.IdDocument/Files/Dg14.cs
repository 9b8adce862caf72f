// ICAO Doc 9303-11 clause 9.2 (SecurityInfos); BSI TR-03110-3 annex A.1.1 for the identifiers.
using System.Formats.Asn1;

namespace RemoteVerify.IdDocument.Files;

/// <summary>What the chip can do to prove itself.</summary>
public sealed record Dg14(
    IReadOnlyList<ChipAuthenticationInfo> ChipAuthentication,
    IReadOnlyList<ChipAuthenticationPublicKey> ChipAuthenticationKeys,
    ActiveAuthenticationInfo? ActiveAuthentication,
    IReadOnlyList<string> Pace,
    IReadOnlyList<string> OtherProtocols)
{
    /// <summary>More security infos than this are refused.</summary>
    public const int MaxInfos = 64;

    private const string Structure = "EF.DG14";
    private const string ChipAuthenticationArc = "0.4.0.127.0.7.2.2.3.";
    private const string PublicKeyArc = "0.4.0.127.0.7.2.2.1.";
    private const string PaceArc = "0.4.0.127.0.7.2.2.4.";
    private const string TerminalAuthentication = "0.4.0.127.0.7.2.2.2";
    private const string ActiveAuthenticationId = "2.23.136.1.1.5";

    /// <summary>The protocol that a key is used with when DG14 names a key but no protocol (TR-03110 v1: Triple DES).</summary>
    public IEnumerable<(string Protocol, ChipAuthenticationPublicKey Key)> ChipAuthenticationOffers() =>
        from key in ChipAuthenticationKeys
        let infos = ChipAuthentication.Where(info => info.KeyId == key.KeyId || info.KeyId is null || key.KeyId is null).ToArray()
        from protocol in infos.Length > 0 ? infos.Select(info => info.Protocol) : [ChipAuthenticationArc + (key.IsElliptic ? "2.1" : "1.1")]
        select (protocol, key);

    public static Dg14 Read(ReadOnlyMemory<byte> file)
    {
        TlvElement outer = ElementaryFile.Read(file, 0x6E, Structure);
        return Asn.Read(Structure, outer.ValueOffset, () => ReadInfos(outer.Value));
    }

    private static Dg14 ReadInfos(ReadOnlyMemory<byte> set)
    {
        AsnReader reader = new(set, AsnEncodingRules.BER);
        AsnReader infos = reader.ReadSetOf(skipSortOrderValidation: true);
        reader.ThrowIfNotEmpty();
        List<ChipAuthenticationInfo> chip = [];
        List<ChipAuthenticationPublicKey> keys = [];
        ActiveAuthenticationInfo? active = null;
        List<string> pace = [], others = [];
        int count = 0;
        while (infos.HasData)
        {
            if (++count > MaxInfos)
            {
                throw new IdDocumentFormatException(Structure, 0, $"more than {MaxInfos} security infos");
            }

            AsnReader info = infos.ReadSequence();
            string protocol = info.ReadObjectIdentifier();
            if (protocol.StartsWith(PublicKeyArc, StringComparison.Ordinal))
            {
                keys.Add(new ChipAuthenticationPublicKey(protocol, info.ReadEncodedValue(), OptionalInteger(info)));
            }
            else if (protocol.StartsWith(ChipAuthenticationArc, StringComparison.Ordinal))
            {
                RequireVersion(info, 1, 1);
                chip.Add(new ChipAuthenticationInfo(protocol, OptionalInteger(info)));
            }
            else if (protocol == ActiveAuthenticationId)
            {
                RequireVersion(info, 1, 1);
                active = new ActiveAuthenticationInfo(info.ReadObjectIdentifier());
            }
            else if (protocol == TerminalAuthentication)
            {
                RequireVersion(info, 1, 2);
                others.Add(protocol);
            }
            else
            {
                (protocol.StartsWith(PaceArc, StringComparison.Ordinal) ? pace : others).Add(protocol);
            }
        }

        return new Dg14(chip.AsReadOnly(), keys.AsReadOnly(), active, pace.AsReadOnly(), others.AsReadOnly());
    }

    private static void RequireVersion(AsnReader info, int lowest, int highest)
    {
        int version = OptionalInteger(info) ?? 0;
        if (version < lowest || version > highest)
        {
            throw new IdDocumentFormatException(Structure, 0, "security info of an unknown version");
        }
    }

    private static int? OptionalInteger(AsnReader reader) =>
        !reader.HasData || reader.PeekTag() != Asn1Tag.Integer ? null
        : reader.TryReadInt32(out int value) ? value
        : throw new AsnContentException("integer out of range");
}

/// <summary>A chip authentication protocol (key agreement, cipher) that the chip speaks.</summary>
/// <param name="Protocol">0.4.0.127.0.7.2.2.3.{1 DH, 2 ECDH}.{1 Triple DES, 2 AES-128, 3 AES-192, 4 AES-256}.</param>
public sealed record ChipAuthenticationInfo(string Protocol, int? KeyId);

/// <summary>A static key of the chip for chip authentication.</summary>
/// <param name="SubjectPublicKeyInfo">DER as it stands in DG14.</param>
public sealed record ChipAuthenticationPublicKey(string Protocol, ReadOnlyMemory<byte> SubjectPublicKeyInfo, int? KeyId)
{
    public bool IsElliptic => Protocol.EndsWith(".2", StringComparison.Ordinal);
}

/// <summary>The algorithm that an elliptic-curve chip signs challenges with (BSI TR-03111 plain ECDSA identifiers).</summary>
public sealed record ActiveAuthenticationInfo(string SignatureAlgorithm);
