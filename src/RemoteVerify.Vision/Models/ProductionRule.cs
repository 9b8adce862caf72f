namespace RemoteVerify.Vision.Models;

/// <summary>Whether a set may be used in Production.</summary>
public static class ProductionRule
{
    /// <summary>Null when the set may be used, else one sentence that says why not and what to do.</summary>
    /// <param name="catalog">The set in use.</param>
    /// <param name="acceptance">The operator's record, or null.</param>
    public static string? Refusal(ModelCatalog catalog, ProvenanceAcceptance? acceptance)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        string name = catalog.Set.Name;
        if (catalog.Grade == ModelGrade.Demo)
        {
            return $"the model set {name} is of demo grade: it was trained on rendered people only and is not for decisions about real ones";
        }

        if (catalog.Set.MustBeAccepted.Count == 0)
        {
            return null;
        }

        string command = $"./rv models accept --set {name} --by NAME";
        return acceptance is null
            ? $"the origin of the model set {name} ({catalog.Grade} grade) has not been accepted: {command} writes the record that Service:ModelAcceptanceFile names"
            : acceptance.MismatchWith(catalog) is { } mismatch ? $"the acceptance of the model set {name} is not valid: {mismatch}. {command} records it anew" : null;
    }
}
