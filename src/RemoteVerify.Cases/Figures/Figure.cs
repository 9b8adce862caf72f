namespace RemoteVerify.Cases.Figures;

/// <summary>That something was counted on a day.</summary>
/// <param name="Day">Day in Vietnam time.</param>
/// <param name="Measure">One of <see cref="Measures"/>, for steps with the step's name behind a colon.</param>
/// <param name="Count">How many, or the sum of what is added up.</param>
public sealed record Figure(DateOnly Day, string Measure, long Count);

/// <summary>Everything that one case adds to the figures. It names nobody, and stays when the case's data is destroyed.</summary>
/// <param name="Case">The case.</param>
/// <param name="Tenant">Its tenant: the unit.</param>
/// <param name="Procedure">Code of its procedure.</param>
/// <param name="Figures">Each day and measure at most once, never zero.</param>
public sealed record CaseFigures(CaseId Case, TenantId Tenant, string Procedure, IReadOnlyList<Figure> Figures)
{
    public override string ToString() => $"CaseFigures {Case}";
}

/// <summary>A sum of a unit, procedure, day and measure.</summary>
public sealed record DailyFigure(TenantId Tenant, string Procedure, DateOnly Day, string Measure, long Count);
