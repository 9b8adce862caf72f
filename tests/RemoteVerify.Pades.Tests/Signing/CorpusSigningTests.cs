using System.Diagnostics;
using System.Text;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pades.Tests.Signing;

/// <summary>Signs every unsigned row of the corpus and compares the outcome with its expectation.</summary>
public sealed class CorpusSigningTests : IDisposable
{
    /// <summary>Rows that do not meet their expectation, each with its reason.</summary>
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["ph-minimal-rc4.pdf"] = "RC4 is read but never written; the row allows to refuse it as policy",
    };

    private readonly OutsideTools _tools = new();

    public void Dispose() => _tools.Dispose();

    [SkippableFact]
    public async Task SignAsync_EveryUnsignedRow_MeetsItsExpectation()
    {
        List<string> failures = [];
        List<string> met = [];
        int rows = 0;
        foreach (string[] row in Rows().Where(row => row[7] == "unsigned" || row[9].StartsWith("valid-then-", StringComparison.Ordinal)))
        {
            rows++;
            string? failure = await Judge(row[0], row[8] == "(one space)" ? " " : row[8], row[9]);
            if (failure is not null && !Known.ContainsKey(row[0]))
            {
                failures.Add($"{row[0]} ({row[9]}): {failure}");
            }
            else if (failure is null && Known.ContainsKey(row[0]))
            {
                met.Add(row[0]);
            }
        }

        Assert.True(rows > 40, $"only {rows} rows");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.True(met.Count == 0, "no longer a known failure: " + string.Join(", ", met));
    }

    private async Task<string?> Judge(string name, string password, string expected)
    {
        byte[] input = File.ReadAllBytes(Path.Combine(TestMaterial.Corpus, "pdf", name));
        SignatureField? field = EmptyField(input, password);
        SignatureRequest request = PadesSignerTests.Request() with { FieldName = field?.FullName };
        PdfOpenOptions open = new() { Password = password.Length == 0 ? null : password };
        Stopwatch watch = Stopwatch.StartNew();
        SignResult result = await PadesSigner.SignAsync(input, request, SigningMaterial.P256, null, open, default);
        if (watch.Elapsed > TimeSpan.FromSeconds(20))
        {
            return $"took {watch.Elapsed}";
        }

        string? trouble = result is SignResult.Signed signed ? Oracles(input, signed.Pdf, password) : null;
        string refusal = result is SignResult.Refused refused ? $"refused: {refused.Code} {refused.Message}" : "";
        switch (expected)
        {
            case "sign-ok" or "valid-then-sign-ok":
                return result is SignResult.Signed ? trouble : refusal;
            case "sign-with-password" when password.Length == 0:
                return result is SignResult.Signed ? trouble : refusal;
            case "sign-with-password":
                SignResult without = await PadesSigner.SignAsync(input, request, SigningMaterial.P256, null, new PdfOpenOptions { Password = "wrong" }, default);
                return without is not SignResult.Refused { Code: RefusalCode.PasswordRequired or RefusalCode.ForbiddenByPermissions }
                    ? "signed without the password"
                    : result is SignResult.Signed ? trouble : refusal;
            case "sign-or-refuse":
                return trouble;
            case "refuse" or "valid-then-refuse-sign":
                return result is SignResult.Refused ? null : "was signed";
            default:
                return "the expectation is not known: " + expected;
        }
    }

    private string? Oracles(byte[] input, byte[] signed, string password)
    {
        // A signature that stood there before is judged by the validation corpus.
        IReadOnlyList<string> wrong = new Oracles(_tools).Judge(input, signed, password);
        return wrong.Count == 0 ? null : string.Join(" | ", wrong);
    }

    private static SignatureField? EmptyField(byte[] input, string password)
    {
        try
        {
            PdfDocument document = PdfDocument.Open(input, new PdfOpenOptions { Password = password });
            return SignatureFieldReader.Read(document.Latest).FirstOrDefault(field => field.IsEmpty);
        }
        catch (Pdf.PdfFormatException)
        {
            return null;
        }
    }

    private static IEnumerable<string[]> Rows() =>
        File.ReadLines(Path.Combine(TestMaterial.Corpus, "pdf", "expectations.csv")).Skip(1).Select(Split);

    private static string[] Split(string line)
    {
        List<string> cells = [];
        StringBuilder cell = new();
        bool quoted = false;
        foreach (char c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        return [.. cells, cell.ToString()];
    }
}
