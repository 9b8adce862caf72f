using RemoteVerify.Cases.Engines.Privacy;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Composing.Fonts;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Cases.Tests.Privacy;

public sealed class ImpactAssessmentTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 2, 0, 0, TimeSpan.Zero);

    private static ImpactAssessment Made => ImpactAssessment.Of(RetentionSchedule.Delivered, ProcedureCatalog.Delivered().InForce(VietnamTime.Day(Now)), PrivacyTerms.Delivered, Now);

    /// <summary>It says what the code and its data say: every class, role and procedure, and code that stands behind each recipient and measure.</summary>
    [Fact]
    public void Of_WhatTheServiceRunsOn_LeavesNothingOutAndPromisesNothingThatIsNotThere()
    {
        ImpactAssessment made = Made;
        Assert.Equal(Enum.GetValues<DataClass>(), made.Classes.Select(one => one.DataClass));
        Assert.Equal(Enum.GetValues<ActorRole>(), made.Roles.Select(role => role.Role));
        Assert.Contains("evidence.view", made.Roles.Single(role => role.Role == ActorRole.Officer).Acts);
        Assert.DoesNotContain("evidence.view", made.Roles.Single(role => role.Role == ActorRole.DataProtection).Acts);
        Assert.NotEmpty(made.Procedures);
        Assert.Equal(new DateOnly(2027, 5, 30), made.UpdateBy);
        Assert.False(made.IsVerified);
        foreach (string proof in made.Recipients.Select(recipient => recipient.Proof).Concat(made.Measures.Select(measure => measure.Proof)))
        {
            Assert.True((proof.Contains(',', StringComparison.Ordinal) ? Type.GetType(proof) : typeof(ImpactAssessment).Assembly.GetType(proof)) is not null, $"{proof} is not there any more");
        }
    }

    /// <summary>Every port through which data of people leaves must be named as a recipient.</summary>
    [Fact]
    public void Recipients_OfAll_NameEveryPortToADatabaseOrProvider()
    {
        string[] ports = [.. typeof(ImpactAssessment).Assembly.GetExportedTypes()
            .Where(type => type.IsInterface && (type.Namespace!.EndsWith(".Lookups", StringComparison.Ordinal) || type.Namespace.Contains(".Journeys.", StringComparison.Ordinal) || new[] { ".Signing.Remote", ".Payments", ".Notifications", ".Providers" }.Any(room => type.Namespace.EndsWith(room, StringComparison.Ordinal)))
                && !type.Name.EndsWith("Composer", StringComparison.Ordinal))
            .Select(type => type.FullName!)];
        Assert.True(ports.Length >= 9);
        Assert.Empty(ports.Except(Made.Recipients.Select(recipient => recipient.Proof)));
    }

    [Fact]
    public void Compose_AsPaper_HasEveryClassAndIsMarkedAsATrial()
    {
        TrueTypeFont font = TrueTypeFont.Read(File.ReadAllBytes("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"));
        ReadOnlyMemory<byte> pdf = new ImpactAssessmentComposer(new DocumentFonts(new FontFamily(font, font, font))).Compose(Made);
        Assert.True(PageTree.Read(PdfDocument.Open(pdf).Latest).Count >= 3);
        if (Environment.GetEnvironmentVariable("RV_PAPERS") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, "impact-assessment.pdf"), pdf.ToArray());
        }
    }
}
