namespace RemoteVerify.Cases.Journeys.PaperCopies.Scans;

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
