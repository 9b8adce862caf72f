// Adobe revocation information attribute, ISO 32000-2 clause 12.8.3.3.2.
using RemoteVerify.Pades.Validation.Proofs;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Asn1;

namespace RemoteVerify.Pades.Validation;

/// <summary>One piece of evidence as it stands in a file.</summary>
internal sealed record StoredEntry(ProvenObject Kind, ReadOnlyMemory<byte> Value);

/// <summary>Reads the revocation data of a signed attribute.</summary>
internal static class RevocationArchive
{
    /// <summary>Lists and responses; as far as it can be read.</summary>
    public static IReadOnlyList<StoredEntry> TryRead(ReadOnlyMemory<byte> value)
    {
        var entries = new List<StoredEntry>();
        try
        {
            var fields = new Asn1Reader(value, "RevocationInfoArchival").Sequence();
            while (fields.HasData)
            {
                if (fields.NextIsContext(0))
                {
                    AddAll(fields.Context(0).Sequence(), ProvenObject.Crl, entries);
                }
                else if (fields.NextIsContext(1))
                {
                    AddAll(fields.Context(1).Sequence(), ProvenObject.OcspResponse, entries);
                }
                else
                {
                    fields.SkipValue();
                }
            }
        }
        catch (PkiFormatException)
        {
            // What it should have proven stays unproven.
        }

        return entries;
    }

    private static void AddAll(Asn1Reader list, ProvenObject kind, List<StoredEntry> entries)
    {
        while (list.HasData)
        {
            entries.Add(new StoredEntry(kind, list.EncodedValue()));
        }
    }
}
