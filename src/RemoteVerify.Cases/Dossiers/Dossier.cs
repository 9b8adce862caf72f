namespace RemoteVerify.Cases.Dossiers;

/// <summary>What gathers in a case besides its state: nothing in it is ever removed, only added to or closed.</summary>
public sealed record Dossier
{
    public static Dossier Empty { get; } = new();

    /// <summary>Form fields, one per name, each with where its value came from.</summary>
    public IReadOnlyList<FieldValue> Fields { get; init; } = [];

    /// <summary>Papers in the order they came, look-ups included.</summary>
    public IReadOnlyList<DossierPaper> Papers { get; init; } = [];

    public IReadOnlyList<Consent> Consents { get; init; } = [];

    public IReadOnlyList<Message> Messages { get; init; } = [];

    public IReadOnlyList<Appointment> Appointments { get; init; } = [];

    public IReadOnlyList<PaymentClaim> Payments { get; init; } = [];

    /// <summary>Exemptions from the procedure's fees that an officer accepted.</summary>
    public IReadOnlyList<AcceptedExemption> FeeExemptions { get; init; } = [];

    /// <summary>Requests to correct a source, made from contested fields.</summary>
    public IReadOnlyList<CorrectionRequest> Corrections { get; init; } = [];

    /// <summary>Questions that a database could not answer and that must be asked again before the decision.</summary>
    public IReadOnlyList<OpenLookup> OpenLookups { get; init; } = [];

    /// <summary>When the clock of the time limit ran.</summary>
    public ProcessingClock Clock { get; init; } = ProcessingClock.NotStarted;

    /// <summary>The value of a field, or null.</summary>
    public string? Value(string name) => Fields.FirstOrDefault(field => field.Name == name)?.Value;

    /// <summary>The field with where it came from, or null.</summary>
    public FieldValue? Field(string name) => Fields.FirstOrDefault(field => field.Name == name);

    /// <summary>The paper with this id, or null.</summary>
    public DossierPaper? Paper(string id) => Papers.FirstOrDefault(paper => paper.Id == id);

    /// <summary>Sets fields; an earlier value of the same name gives way.</summary>
    public Dossier Set(IReadOnlyList<FieldValue> fields) => this with
    {
        Fields = [.. Fields.Where(old => fields.All(field => field.Name != old.Name)), .. fields],
    };

    public Dossier Add(DossierPaper paper) => this with { Papers = [.. Papers, paper] };

    /// <summary>The newest paper that answers this need of the procedure, or null.</summary>
    public DossierPaper? PaperFor(string need) => Papers.LastOrDefault(paper => paper.Need == need);

    public override string ToString() => $"Dossier with {Papers.Count} papers";
}
