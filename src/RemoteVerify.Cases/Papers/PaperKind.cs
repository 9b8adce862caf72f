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

    public static readonly PaperKind CertifiedPaperCopy = new("certified-paper-copy");
    public static readonly PaperKind OfficialCopy = new("official-copy");
    public static readonly PaperKind RegisterExtract = new("register-extract");
    public static readonly PaperKind ConversionToData = new("conversion-to-data");
    public static readonly PaperKind ConversionToPaper = new("conversion-to-paper");
    public static readonly PaperKind NotarialStatement = new("notarial-statement");
    public static readonly PaperKind SignatureCertification = new("signature-certification");
    public static readonly PaperKind MaritalCertificate = new("marital-certificate");
    public static readonly PaperKind AppointmentSlip = new("appointment-slip");
    public static readonly PaperKind SupplementRequest = new("supplement-request");
    public static readonly PaperKind RefusalSlip = new("refusal-slip");
    public static readonly PaperKind RegisterBook = new("register-book");
    public static readonly PaperKind RelatedAct = new("related-act");
    public static readonly PaperKind LookupSnapshot = new("lookup-snapshot");
    public static readonly PaperKind SigningPhotoPrint = new("signing-photo-print");
    public static readonly PaperKind RequestForm = new("request-form");
}
