namespace RemoteVerify.Pades.Tests.Signing;

/// <summary>One document in every file structure that a portal may send; other programs make most of them.</summary>
internal static class InputKinds
{
    public const string UserPassword = "mo-ra";

    public static IReadOnlyList<string> Names { get; } =
    [
        "table", "stream", "linearized", "linearized-stream", "hybrid", "aes128", "aes256", "aes256-stream", "tagged-with-fields", "rotated", "updated",
        "pdf20", "header-at-offset", "need-appearances", "indirect-annots", "indirect-form",
    ];

    public static string PasswordOf(string kind) => kind.StartsWith("aes", StringComparison.Ordinal) ? UserPassword : "";

    public static byte[] Make(string kind, OutsideTools tools) => kind switch
    {
        "table" => SigningMaterial.OnePage(),
        "stream" => ByQpdf(tools, "--object-streams=generate"),
        "linearized" => ByQpdf(tools, "--linearize", "--object-streams=disable"),
        "linearized-stream" => ByQpdf(tools, "--linearize", "--object-streams=generate"),
        "hybrid" => RawPdf.Hybrid(),
        "aes128" => ByQpdf(tools, "--encrypt", UserPassword, "chu", "128", "--use-aes=y", "--"),
        "aes256" => ByQpdf(tools, "--encrypt", UserPassword, "chu", "256", "--", "--object-streams=disable"),
        "aes256-stream" => ByQpdf(tools, "--encrypt", UserPassword, "chu", "256", "--", "--object-streams=generate"),
        "tagged-with-fields" => Pades.Signing.SignatureFields.Add(SigningMaterial.OnePage(), [new Pades.Signing.SignatureFieldSpec { Name = "Khac" }]),
        "rotated" => ByQpdf(tools, "--rotate=90"),
        "updated" => Pades.Signing.SignatureFields.Add(ByQpdf(tools, "--object-streams=generate"), [new Pades.Signing.SignatureFieldSpec { Name = "Khac" }]),
        "pdf20" => ByQpdf(tools, "--force-version=2.0"),
        "header-at-offset" => [.. "some bytes before the header\n"u8, .. RawPdf.Page()],
        "need-appearances" => RawPdf.Page("", "/AcroForm << /Fields [] /NeedAppearances true >>"),
        "indirect-annots" => RawPdf.Page("/Annots 6 0 R", "", "[]"),
        "indirect-form" => RawPdf.Page("", "/AcroForm 6 0 R", "<< /Fields 7 0 R >>", "[]"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static byte[] ByQpdf(OutsideTools tools, params string[] arguments)
    {
        string from = tools.Put("plain.pdf", SigningMaterial.OnePage());
        string to = Path.Combine(tools.Folder, "made.pdf");
        (int code, string output) = tools.Run("qpdf", [.. arguments, from, to]);
        Assert.True(code == 0, output);
        return File.ReadAllBytes(to);
    }
}
