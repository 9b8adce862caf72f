namespace RemoteVerify.Pdf.Objects;

/// <summary>Numbers of a file, whole or not (ISO 32000-2 clause 7.3.3).</summary>
public static class PdfNumber
{
    /// <summary>Null when the object is no number.</summary>
    public static double? Of(PdfObject? value) => value switch
    {
        PdfInteger whole => whole.Value,
        PdfReal real => real.Value,
        _ => null,
    };
}
