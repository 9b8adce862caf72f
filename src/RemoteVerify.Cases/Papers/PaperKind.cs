namespace RemoteVerify.Cases.Papers;

/// <summary>The closed list of papers, each with the texts that a template of it must have.</summary>
public sealed class PaperKind
{
    private static readonly List<PaperKind> Known = [];

    private PaperKind(string code, params string[] texts)
    {
        (Code, Texts) = (code, texts);
        Known.Add(this);
    }

    /// <summary>The stable code, named by templates.</summary>
    public string Code { get; }

    /// <summary>Names of the texts that a template must have.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>Every kind there is.</summary>
    public static IReadOnlyList<PaperKind> All => Known;

    /// <summary>The kind of this code, or null.</summary>
    public static PaperKind? Find(string code) => Known.Find(kind => kind.Code == code);

    public override string ToString() => Code;

    public static readonly PaperKind Common = new(
        "common",
        "state", "motto", "number", "date-line", "code-line", "check-line", "dossier-code-line", "dossier-check-line", "draft-mark", "draft-line", "page-line", "test-line", "test-mark", "official-qr-alt",
        "source-page-alt", "related-title", "label-related", "label-related-code", "label-related-file", "related-description");
    public static readonly PaperKind CertifiedPaperCopy = new(
        "certified-paper-copy",
        "document-title", "copy-block", "continued", "statement-title", "statement-number", "statement-date", "statement-body", "statement-file",
        "attachment-description");
    public static readonly PaperKind OfficialCopy = new(
        "official-copy",
        "document-title", "form-sao-y", "form-sao-luc", "form-trich-sao", "copy-block", "continued", "statement-title-sao-y",
        "statement-title-sao-luc", "statement-title-trich-sao", "statement-body-sao-y", "statement-body-sao-luc", "statement-body-trich-sao",
        "label-title", "label-agency", "label-time", "label-code", "label-address", "label-sha256", "label-attachment", "signatures-title",
        "column-signer", "column-time", "column-verdict", "verdict-passed", "verdict-failed", "verdict-indeterminate", "time-unknown", "closing",
        "attachment-description");
    public static readonly PaperKind RegisterExtract = new(
        "register-extract",
        "document-title", "title", "basis", "opening", "closing", "register-by-code", "label-content", "label-people");
    public static readonly PaperKind ConversionToData = new(
        "conversion-to-data",
        "document-title", "mark", "statement-title", "label-title", "label-owner", "label-converter", "label-body", "label-time", "label-code",
        "label-address", "statement-body", "label-system", "label-sha256", "label-attachment", "attachment-description", "title-with-number");
    public static readonly PaperKind ConversionToPaper = new(
        "conversion-to-paper",
        "document-title", "mark", "statement-title", "label-title", "label-owner", "label-converter", "label-body", "label-time", "label-code",
        "label-address", "statement-body", "label-system", "label-sha256", "label-attachment", "attachment-description", "title-with-number");
    public static readonly PaperKind NotarialStatement = new(
        "notarial-statement",
        "document-title", "statement-title", "opening", "online", "venue-line", "certifies", "contract-line", "party-line", "person-name",
        "person-birth", "person-document", "person-residence", "others-line", "clause-will", "clause-capacity", "clause-pledge", "clause-lawful",
        "clause-read", "clause-read-online", "clause-read-aloud", "clause-copies", "number-line", "signatures-venue", "attachment-description",
        "party-label", "role-witness", "role-interpreter", "role-guardian", "role-guardian-of-side", "identity-number");
    public static readonly PaperKind SignatureCertification = new(
        "signature-certification",
        "document-title", "statement-title", "date-line-office", "date-line-outside", "venue-line", "officer-line", "certifies",
        "body-before-officer", "body-before-receiver", "document-line", "number-line", "person-caption", "attachment-description");
    public static readonly PaperKind MaritalCertificate = new(
        "marital-certificate",
        "document-title", "title", "request", "certifies", "fact-name", "fact-birth", "fact-sex", "fact-identity", "fact-residence",
        "residence-period", "status", "validity", "one-copy");
    public static readonly PaperKind AppointmentSlip = new(
        "appointment-slip",
        "document-title", "title", "dossier-line", "applicant-line", "procedure-line", "column-order", "papers-title", "papers-none", "column-paper",
        "column-form", "column-count", "received-line", "due-line", "where-line", "appointment-line", "bring-title", "bring-nothing", "follow-line",
        "appointment-title", "bring-identity");
    public static readonly PaperKind SupplementRequest = new(
        "supplement-request",
        "document-title", "title", "dossier-line", "applicant-line", "procedure-line", "column-order", "items-title", "column-what", "column-why",
        "deadline-line", "clock-line", "where-line", "contact-line");
    public static readonly PaperKind RefusalSlip = new(
        "refusal-slip",
        "document-title", "title", "dossier-line", "applicant-line", "procedure-line", "column-order", "refusal-line", "column-reason",
        "column-basis", "contest-title", "contest-line", "contest-how-line", "where-line");
    public static readonly PaperKind RegisterBook = new(
        "register-book",
        "document-title", "title", "book-line", "column-number", "column-time", "column-subject", "column-person", "column-signer", "column-copies",
        "column-fee", "column-note", "note-used", "note-voided", "totals", "closing",
        "void-expired", "void-withdrawn", "void-stopped", "void-prevention", "void-session-ended", "void-year-ended", "void-refused");
    public static readonly PaperKind RelatedAct = new(
        "related-act",
        "document-title", "title-correction", "title-amendment", "title-termination", "title-cancellation", "target-line", "target-line-unnumbered", "opening-correction",
        "opening-amendment", "opening-termination", "opening-cancellation", "label-title", "label-number", "label-effective", "label-code",
        "label-sha256", "label-agreement", "basis-line", "reason-line", "column-where", "column-was", "column-becomes", "closing-correction", "closing-amendment",
        "closing-termination", "closing-cancellation");
    public static readonly PaperKind LookupSnapshot = new(
        "lookup-snapshot",
        [
            "document-title", "title", "label-dossier", "label-provider", "label-database", "label-purpose", "label-basis", "label-requester",
            "label-time", "label-sha256", "question-title", "answer-title", "answer-nothing", "closing", "fields-asked", "database-results",
            .. Lookups.PopulationFields.All.Select(field => $"field-{field.Code}"),
            .. Journeys.MaritalCertificates.MaritalPhrases.KnownFields.Select(field => $"field-{field}"),
            "field-transaction", "field-asset", "field-person",
            "field-issuer", "field-paper-number", "field-issued-on", "field-paper-sha256", "field-issuer-finding",
            "value-issuer-genuine", "value-issuer-not-genuine", "value-issuer-withdrawn", "value-issuer-no-record",
            "value-never-married", "value-married", "value-living-together", "value-divorced", "value-widowed", "value-male", "value-female",
        ]);
    public static readonly PaperKind SigningPhotoPrint = new(
        "signing-photo-print",
        "document-title", "title", "subtitle", "photo-alt", "label-dossier", "label-document", "label-venue", "label-signatory", "label-notary",
        "label-time", "label-size", "label-sha256", "label-attachment", "attachment-description");
    public static readonly PaperKind RequestForm = new(
        "request-form",
        "document-title", "title", "subtitle", "addressee", "dossier-line", "applicant-line", "lines-title", "column-label", "column-value", "column-source",
        "source-typed", "source-officer", "source-chip", "source-vneid", "source-population", "source-register", "source-earlier", "contested", "yes", "no", "pledge",
        "signature-caption", "signature-note");
}
