using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.TestKit;
using Xunit.Abstractions;

namespace RemoteVerify.Pades.Tests.Modifications;

public sealed class ExploreTests(ITestOutputHelper output)
{
    [SkippableFact]
    public void Explore()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(TestMaterial.Corpus, "pdf"), "*.pdf").Order())
        {
            var name = Path.GetFileName(file);
            try
            {
                var document = PdfDocument.Open(File.ReadAllBytes(file));
                if (document.RevisionCount == 1) continue;
                var analyzer = new ModificationAnalyzer(document);
                output.WriteLine(name + ":");
                for (var i = 1; i < document.RevisionCount; i++)
                {
                    var c = analyzer.Change(i);
                    output.WriteLine($"   {i + 1}: {c.Level} [{string.Join(';', c.ChangedFields)}] {string.Join(" | ", c.Findings)}");
                }
            }
            catch (PdfFormatException e)
            {
                output.WriteLine($"{name} REFUSED {e.Message}");
            }
        }
    }
}
