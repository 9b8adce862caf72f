namespace RemoteVerify.Cases.Papers.Orders;

/// <summary>A line of a request form.</summary>
/// <param name="Label">Label of the form's field.</param>
/// <param name="Value">As printed.</param>
/// <param name="Source">Name of the text that says where the value came from: <c>source-typed</c>, <c>source-chip</c>, ...</param>
public sealed record RequestLine(string Label, string Value, string Source)
{
    /// <summary>What the person claims against the source, or null.</summary>
    public string? Claimed { get; init; }

    public override string ToString() => "RequestLine";
}

/// <summary>The request of the applicant (tờ khai, phiếu yêu cầu), composed from the electronic form and signed by who asks.</summary>
/// <param name="Dossier">The dossier.</param>
/// <param name="Lines">The form's fields with their values, in the form's order.</param>
/// <param name="Applicants">Who asks, each with the field to sign in.</param>
public sealed record RequestFormOrder(PaperHead Head, SlipDossier Dossier, IReadOnlyList<RequestLine> Lines, IReadOnlyList<RequestApplicant> Applicants) : PaperOrder(Head)
{
    public override PaperKind Kind => PaperKind.RequestForm;
}

/// <summary>Somebody who signs a request.</summary>
/// <param name="Person">Who.</param>
/// <param name="Slot">Name of the signature field.</param>
public sealed record RequestApplicant(PaperPerson Person, string Slot)
{
    public override string ToString() => "RequestApplicant";
}
