using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf;
using RemoteVerify.TestKit;
using Xunit.Abstractions;

namespace RemoteVerify.Pades.Tests.Validation;

public sealed class ExploreTests(ITestOutputHelper output)
{
    [SkippableFact]
    public void Explore()
    {
        foreach (var row in File.ReadAllLines(Path.Combine(TestMaterial.Corpus, "pdf", "expectations.csv")).Skip(1).Where(r => r.Contains(",signed")))
        {
            var name = row.Split(',')[0];
            var report = PadesValidator.Validate(File.ReadAllBytes(Path.Combine(TestMaterial.Corpus, "pdf", name)),
                new ValidationOptions { At = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero), TrustEmbeddedRoots = true });
            output.WriteLine($"{name} EXPECTED {string.Join(',', row.Split(',').Skip(9).Take(2))} => {report.Indication} {report.SubIndication} {report.Problem}");
            foreach (var s in report.Signatures)
            {
                output.WriteLine($"    sig {s.Field} {s.Profile} {s.Integrity} {s.Coverage} whole={s.CoversWholeDocument} {s.Modification} allowed={s.ModificationAllowed} {s.Indication} {s.SubIndication} best={s.BestSignatureTime:u} trust={s.Trust} P={s.CertificationLevel}");
                foreach (var c in s.Checks.Where(c => !c.Ok)) output.WriteLine($"        - {c.Id}: {c.Message}");
                foreach (var t in s.Timestamps) output.WriteLine($"        ts {t.Integrity} {t.Indication} {t.SubIndication} {string.Join(" | ", t.Checks.Where(c => !c.Ok).Select(c => c.Message))}");
            }
            foreach (var t in report.DocumentTimestamps) output.WriteLine($"    dts {t.Field} {t.Integrity} {t.Coverage} {t.Modification} {t.Indication} {t.SubIndication} {string.Join(" | ", t.Checks.Where(c => !c.Ok).Select(c => c.Message))}");
        }
    }
}
