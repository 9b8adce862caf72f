using System.Formats.Asn1;
using RemoteVerify.Pki.Asn1;

namespace RemoteVerify.Pki.Algorithms;

/// <summary>AlgorithmIdentifier of RFC 5280 section 4.1.1.2.</summary>
/// <param name="Oid">The algorithm in dotted form.</param>
/// <param name="Parameters">The encoded parameters with their tag; null when absent, which is not the same as NULL.</param>
public sealed record AlgorithmIdentifier(string Oid, ReadOnlyMemory<byte>? Parameters = null)
{
    private static readonly ReadOnlyMemory<byte> NullParameters = new byte[] { 5, 0 };

    /// <summary>The algorithm with explicit NULL parameters, as RSA wants them.</summary>
    public static AlgorithmIdentifier WithNull(string oid) => new(oid, NullParameters);

    /// <summary>Whether the parameters are absent or NULL.</summary>
    public bool HasNoParameters => Parameters is not { } p || p.Span.SequenceEqual(NullParameters.Span);

    /// <summary>Reads one AlgorithmIdentifier and moves past it.</summary>
    /// <exception cref="PkiFormatException">It is not one.</exception>
    public static AlgorithmIdentifier Read(Asn1Reader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Asn1Reader sequence = reader.Sequence();
        string oid = sequence.ObjectIdentifier();
        // Not a bare null: that converts through byte[] to an empty memory, which is not "absent".
        ReadOnlyMemory<byte>? parameters = sequence.HasData ? sequence.EncodedValue() : default(ReadOnlyMemory<byte>?);
        sequence.End();
        return new AlgorithmIdentifier(oid, parameters);
    }

    /// <summary>Writes it as DER.</summary>
    public void WriteTo(AsnWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oid);
            if (Parameters is { } parameters)
            {
                writer.WriteEncodedValue(parameters.Span);
            }
        }
    }

    /// <summary>Same object identifier and same parameter bytes.</summary>
    public bool Equals(AlgorithmIdentifier? other) =>
        other is not null && Oid == other.Oid && Parameters.HasValue == other.Parameters.HasValue
        && Parameters.GetValueOrDefault().Span.SequenceEqual(other.Parameters.GetValueOrDefault().Span);

    /// <inheritdoc/>
    public override int GetHashCode() => Oid.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Oid;
}
