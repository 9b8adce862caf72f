using RemoteVerify.Pades.Validation;
using RemoteVerify.TestKit;
using Xunit.Abstractions;

namespace RemoteVerify.Pades.Tests.Validation;

/// <summary>Every validation row of the PDF corpus, judged as its README says.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Rows that do not hold today, each with its reason. A row that starts to hold must leave the table.</summary>
    private static readonly Dictionary<string, string> NotReached = new(StringComparer.Ordinal)
    {
        ["ds-PAdES-LT.pdf"] =
            "disputed: three signatures follow each other, and ISO 32000-2 table 257 counts signing as form filling; 'valid' allows validation data only",
    };

    [SkippableFact]
    public void Validate_EveryValidationRow_HoldsOrIsListed()
    {
        var wrong = new List<string>();
        var held = 0;
        foreach (var row in Rows())
        {
            var report = PadesValidator.Validate(File.ReadAllBytes(Path.Combine(TestMaterial.Corpus, "pdf", row[0])),
                new ValidationOptions { At = Now, TrustEmbeddedRoots = true });
            var verdict = CorpusExpectation.Judge(row[9], row[10], report);
            output.WriteLine($"{(verdict.Holds == true ? "PASS" : "FAIL")} {row[0]} expected {row[9]}; actual {verdict.Actual}");
            held += verdict.Holds == true ? 1 : 0;
            if (verdict.Holds != !NotReached.ContainsKey(row[0]))
            {
                wrong.Add($"{row[0]}: expected {row[9]} ({row[10]}), actual {verdict.Actual}");
            }
        }

        output.WriteLine($"{held} rows hold, {NotReached.Count} are listed");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(held >= 42);
    }

    private static IEnumerable<string[]> Rows() =>
        File.ReadAllLines(Path.Combine(TestMaterial.Corpus, "pdf", "expectations.csv")).Skip(1)
            .Select(SplitCsv).Where(r => r[7] is "signed" or "signed-attack");

    private static string[] SplitCsv(string line)
    {
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        fields.Add(field.ToString());
        return [.. fields];
    }
}
