namespace RemoteVerify.Pdf.Composing;

/// <summary>A rectangle on a page in points; the origin is the lower left corner of the page, as in PDF.</summary>
public readonly record struct Frame(double Left, double Bottom, double Width, double Height)
{
    public double Right => Left + Width;

    public double Top => Bottom + Height;
}

/// <summary>The size of a page in points.</summary>
public readonly record struct PageSize(double Width, double Height)
{
    /// <summary>210 by 297 mm.</summary>
    public static PageSize A4 => new(595.276, 841.89);
}

/// <summary>The empty border of a page in points.</summary>
public readonly record struct PageMargins(double Left, double Right, double Top, double Bottom)
{
    /// <summary>Left 30, right 20, top and bottom 20 mm, as Decree 30/2020 sets for administrative documents.</summary>
    public static PageMargins Administrative => new(85.04, 56.69, 56.69, 56.69);
}
