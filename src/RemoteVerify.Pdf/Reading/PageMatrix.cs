// ISO 32000-2 clause 8.3.4.
namespace RemoteVerify.Pdf.Reading;

/// <summary>A transformation of the page: <c>x' = A x + C y + E</c>, <c>y' = B x + D y + F</c>.</summary>
public readonly record struct PageMatrix(double A, double B, double C, double D, double E, double F)
{
    /// <summary>Leaves every point where it is.</summary>
    public static PageMatrix Identity { get; } = new(1, 0, 0, 1, 0, 0);

    /// <summary>This one first, then <paramref name="outer"/>.</summary>
    public PageMatrix Then(PageMatrix outer) => new(
        (A * outer.A) + (B * outer.C),
        (A * outer.B) + (B * outer.D),
        (C * outer.A) + (D * outer.C),
        (C * outer.B) + (D * outer.D),
        (E * outer.A) + (F * outer.C) + outer.E,
        (E * outer.B) + (F * outer.D) + outer.F);

    /// <summary>Where a point goes.</summary>
    public (double X, double Y) Apply(double x, double y) => ((A * x) + (C * y) + E, (B * x) + (D * y) + F);

    /// <summary>Length of the side that the unit square's width becomes, in units of the page.</summary>
    public double Width => Math.Sqrt((A * A) + (B * B));

    /// <summary>Length of the side that the unit square's height becomes, in units of the page.</summary>
    public double Height => Math.Sqrt((C * C) + (D * D));

    /// <summary>True when the point lies in what the unit square becomes.</summary>
    public bool Covers(double x, double y)
    {
        double determinant = (A * D) - (B * C);
        if (Math.Abs(determinant) < 1e-9)
        {
            return false;
        }

        double u = ((D * (x - E)) - (C * (y - F))) / determinant;
        double v = ((A * (y - F)) - (B * (x - E))) / determinant;
        return u is >= 0 and <= 1 && v is >= 0 and <= 1;
    }
}
