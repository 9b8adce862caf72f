// ICAO Doc 9303-10 clause 4.6.2 and appendix D (LDSSecurityObject, versions 0 and 1).
using System.Formats.Asn1;
using RemoteVerify.IdDocument.Files;

namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>The signed list of data group hashes.</summary>
/// <param name="Version">0, or 1 with <paramref name="LdsVersion"/> and <paramref name="UnicodeVersion"/>.</param>
/// <param name="HashAlgorithmOid">Dotted identifier of the hash of the data groups.</param>
/// <param name="Hashes">In the order of the file; a number may come twice, which the verifier refuses.</param>
public sealed record SecurityObject(
    int Version, string HashAlgorithmOid, IReadOnlyList<DataGroupHash> Hashes, string? LdsVersion, string? UnicodeVersion)
{
    private const string Structure = "LDSSecurityObject";
    private const int MaxHashes = 32;

    /// <summary>The numbers listed, each once, ascending.</summary>
    public IReadOnlyList<int> DataGroups => Listed(atLeast: 1);

    /// <summary>Numbers that are listed more than once.</summary>
    public IReadOnlyList<int> Duplicates => Listed(atLeast: 2);

    public static SecurityObject Read(ReadOnlyMemory<byte> content) => Asn.Read(Structure, 0, () =>
    {
        AsnReader reader = new(content, AsnEncodingRules.BER);
        AsnReader sequence = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        if (!sequence.TryReadInt32(out int version) || version is not (0 or 1))
        {
            throw new IdDocumentFormatException(Structure, 0, "version 0 or 1 expected");
        }

        string oid = sequence.ReadSequence().ReadObjectIdentifier();
        List<DataGroupHash> hashes = ReadHashes(sequence.ReadSequence());
        string? lds = null, unicode = null;
        if (sequence.HasData)
        {
            AsnReader info = sequence.ReadSequence();
            lds = info.ReadCharacterString(UniversalTagNumber.PrintableString);
            unicode = info.ReadCharacterString(UniversalTagNumber.PrintableString);
        }

        sequence.ThrowIfNotEmpty();
        return new SecurityObject(version, oid, hashes.AsReadOnly(), lds, unicode);
    });

    private List<int> Listed(int atLeast)
    {
        Span<byte> times = stackalloc byte[FileName.LastDataGroup + 1];
        times.Clear();
        foreach (DataGroupHash hash in Hashes)
        {
            times[hash.DataGroup]++;
        }

        List<int> numbers = [];
        for (int number = 1; number < times.Length; number++)
        {
            if (times[number] >= atLeast)
            {
                numbers.Add(number);
            }
        }

        return numbers;
    }

    private static List<DataGroupHash> ReadHashes(AsnReader list)
    {
        List<DataGroupHash> hashes = [];
        while (list.HasData)
        {
            AsnReader entry = list.ReadSequence();
            if (!entry.TryReadInt32(out int number) || number is < 1 or > FileName.LastDataGroup || hashes.Count == MaxHashes)
            {
                throw new IdDocumentFormatException(Structure, 0, "data group number out of range, or too many entries");
            }

            hashes.Add(new DataGroupHash(number, entry.ReadOctetString()));
            entry.ThrowIfNotEmpty();
        }

        return hashes.Count > 0 ? hashes : throw new IdDocumentFormatException(Structure, 0, "lists no data group");
    }
}

/// <summary>One line of the list.</summary>
public sealed record DataGroupHash(int DataGroup, ReadOnlyMemory<byte> Hash);
