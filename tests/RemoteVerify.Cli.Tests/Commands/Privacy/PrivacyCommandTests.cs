using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Encryption;

namespace RemoteVerify.Cli.Tests.Commands.Privacy;

/// <summary>The operator's view of retention, over the database of a service.</summary>
public class PrivacyCommandTests
{
    private static readonly TenantId Tenant = new("xa-mot");

    [Fact]
    public async Task Due_OverAServicesDatabase_ListsWhatIsOverAndDestroysNothing()
    {
        using ScratchFolder folder = new();
        string data = Directory.CreateDirectory(folder["service"]).FullName;
        byte[] key = RandomNumberGenerator.GetBytes(MasterKey.Length);
        await File.WriteAllBytesAsync(Path.Combine(data, "master.key"), key);
        await using SqliteStorage storage = new(Path.Combine(data, "remoteverify.db"), new MasterKey("file", key), TimeProvider.System);
        await storage.MigrateAsync(CancellationToken.None);
        CaseId id = await FillAsync(storage, TimeProvider.System.GetUtcNow().AddDays(-40));

        JsonElement due = (await RunAsync("due", "--data", data, "--json")).Expect(0).Json;
        JsonElement line = Assert.Single(due.GetProperty("lines").EnumerateArray().ToArray());
        Assert.Equal((1, "Frames", "frames", "Due"), (due.GetProperty("due").GetInt32(), line.GetProperty("dataClass").GetString(), line.GetProperty("rule").GetString(), line.GetProperty("state").GetString()));
        Assert.Equal(0, (await RunAsync("due", "--data", data, "--tenant", "other", "--json")).Expect(0).Json.GetProperty("casesLookedAt").GetInt32());
        Assert.Equal(1, (await RunAsync("due", "--data", data, "--production", "--json")).Expect(0).Json.GetProperty("notReviewed").GetInt32());
        CommandAnswer text = (await RunAsync("due", "--data", data)).Expect(0);
        Assert.Contains("Nothing was destroyed.", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Nguyễn", text.Output, StringComparison.Ordinal);

        // The operator's own rule comes first, and one that is none is refused.
        string longer = folder.Write("own.json", Encoding.UTF8.GetBytes("""
            { "version": "own", "effectiveFrom": "2026-01-01", "rules": [ { "id": "frames-here", "dataClass": "Frames", "tenant": "xa-mot", "procedure": null, "outcome": null, "keep": { "days": 60 },
              "restsOn": "Consent", "titleVi": "Ảnh", "purposeVi": "Xem", "basisVi": "Luật", "source": [ { "about": "a", "text": "b", "certainty": "Inference" } ], "legalReview": { "status": "unverified" } } ] }
            """));
        Assert.Equal(0, (await RunAsync("due", "--data", data, "--schedule", longer, "--json")).Expect(0).Json.GetProperty("due").GetInt32());
        (await RunAsync("due", "--data", data, "--schedule", folder.Write("none.json", "{}"u8))).ExpectMessage(2, "retention schedule");
        await using IUnitOfWork unit = await storage.BeginAsync(CancellationToken.None);
        Assert.True(await unit.Blobs.HasKeyAsync(id, DataClass.Frames, CancellationToken.None));
    }

    [Fact]
    public async Task ImpactAssessment_Written_HasPaperAndJsonOfTheSame()
    {
        using ScratchFolder folder = new();
        CommandAnswer made = (await RunAsync("impact-assessment", "--out", folder["dpia.pdf"], "--json")).Expect(0);
        Assert.False(made.Json.GetProperty("isVerified").GetBoolean());
        using JsonDocument json = JsonDocument.Parse(await File.ReadAllBytesAsync(folder["dpia.json"]));
        Assert.Equal(Enum.GetNames<DataClass>(), json.RootElement.GetProperty("classes").EnumerateArray().Select(one => one.GetProperty("dataClass").GetString()));
        Assert.Equal(json.RootElement.GetProperty("procedures").GetArrayLength(), made.Json.GetProperty("procedures").GetInt32());
        string text = (await CommandLine.ToolAsync("pdftotext", folder["dpia.pdf"], "-")).Expect(0).Output;
        Assert.Contains("ĐÁNH GIÁ TÁC ĐỘNG", text, StringComparison.Ordinal);
        Assert.Contains("THỬ NGHIỆM", text, StringComparison.Ordinal);
    }

    /// <summary>A case that ran out, with pictures.</summary>
    private static async Task<CaseId> FillAsync(SqliteStorage storage, DateTimeOffset at)
    {
        Procedure procedure = ProcedureCatalog.Delivered().Find(ProcedureCatalog.RemoteContractTest, VietnamTime.Day(TimeProvider.System.GetUtcNow())).Value;
        CaseFile file = new(
            CaseId.New(at), Tenant, "2026-1", procedure.Code, procedure.Version, true, "Hợp đồng", "portal", at, [new Participant(new ParticipantId("p1"), "Nguyễn Văn Mẫu", "001099000022", "party")], 1);
        await using IUnitOfWork unit = await storage.BeginAsync(CancellationToken.None);
        await unit.Cases.AddAsync(new ExpiredCase(file, null, "draft", at), at, CancellationToken.None);
        await unit.Blobs.PutAsync(Tenant, file.Id, DataClass.Frames, new byte[] { 1 }, CancellationToken.None);
        Assert.Equal(CommitResult.Committed, await unit.CommitAsync(CancellationToken.None));
        return file.Id;
    }

    /// <summary>As the tests of procedures run it: on the tests' own framework.</summary>
    private static Task<CommandAnswer> RunAsync(params string[] arguments)
    {
        string tests = Path.Combine(AppContext.BaseDirectory, "RemoteVerify.Cli.Tests");
        return CommandLine.ToolAsync(
            "dotnet", ["exec", "--runtimeconfig", tests + ".runtimeconfig.json", "--depsfile", tests + ".deps.json", Path.Combine(AppContext.BaseDirectory, "RemoteVerify.Cli.dll"), "privacy", .. arguments]);
    }
}
