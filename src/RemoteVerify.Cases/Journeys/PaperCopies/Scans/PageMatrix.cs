// ISO 32000-2 clause 8.3.4.
namespace RemoteVerify.Cases.Journeys.PaperCopies.Scans;

/// <summary>A transformation of the page: <c>x' = A x + C y + E</c>, <c>y' = B x + D y + F</c>.</summary>
internal readonly record struct PageMatrix(double A, double B, double C, double D, double E, double F)
{
    public static PageMatrix Identity { get; } = new(1, 0, 0, 1, 0, 0);

    /// <summary>This one first, then <paramref name="outer"/>.</summary>
    public PageMatrix Then(PageMatrix outer) => new(
        (A * outer.A) + (B * outer.C),
        (A * outer.B) + (B * outer.D),
        (C * outer.A) + (D * outer.C),
        (C * outer.B) + (D * outer.D),
        (E * outer.A) + (F * outer.C) + outer.E,
        (E * outer.B) + (F * outer.D) + outer.F);

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

/// <summary>An upright rectangle of the page.</summary>
internal readonly record struct PageBox(double Left, double Bottom, double Right, double Top)
{
    public static PageBox Everything { get; } = new(double.MinValue, double.MinValue, double.MaxValue, double.MaxValue);

    /// <summary>The smallest one around points; null around none.</summary>
    public static PageBox? Around(IReadOnlyList<(double X, double Y)> points) => points.Count == 0
        ? null
        : new PageBox(points.Min(p => p.X), points.Min(p => p.Y), points.Max(p => p.X), points.Max(p => p.Y));

    public PageBox And(PageBox other) =>
        new(Math.Max(Left, other.Left), Math.Max(Bottom, other.Bottom), Math.Min(Right, other.Right), Math.Min(Top, other.Top));

    public bool Holds(double x, double y) => x >= Left && x <= Right && y >= Bottom && y <= Top;
}
