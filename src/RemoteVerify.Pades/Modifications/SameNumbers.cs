using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pades.Modifications;

/// <summary>Equality that forgives how a writer rounds: several write an unchanged page anew with 595.32 for 595.32001.</summary>
internal static class SameNumbers
{
    // In points: far below what any reader draws at any zoom.
    private const double Rounding = 0.0005;

    public static bool Are(PdfObject old, PdfObject current) => (old, current) switch
    {
        (PdfInteger or PdfReal, PdfInteger or PdfReal) => old.Equals(current)
            || (old is PdfReal || current is PdfReal) && Math.Abs(Value(old) - Value(current)) < Rounding,
        (PdfArray was, PdfArray now) => was.Count == now.Count && was.Zip(now).All(pair => Are(pair.First, pair.Second)),
        (PdfDictionary was, PdfDictionary now) => was.Equals(now)
            || (!now.HasDuplicateKeys && was.Keys.Union(now.Keys).All(key => Are(was[key] ?? PdfNull.Instance, now[key] ?? PdfNull.Instance))),
        _ => old.Equals(current),
    };

    private static double Value(PdfObject number) => number is PdfInteger integer ? integer.Value : ((PdfReal)number).Value;
}
