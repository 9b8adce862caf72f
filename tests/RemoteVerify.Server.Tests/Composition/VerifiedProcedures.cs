using System.Text;
using System.Text.Json.Nodes;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Importing;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Composition.Keys;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Encryption;

namespace RemoteVerify.Server.Tests;

/// <summary>A delivered version and its templates as a lawyer leaves them, imported beside the service.</summary>
internal static class VerifiedProcedures
{
    /// <summary>Imports a version with the templates that it names, and others.</summary>
    public static async Task ImportAsync(string data, string procedure, params string[] templates)
    {
        JsonObject version = Verified($"{procedure}.procedure.json");
        version["isTest"] = false;
        DataFile[] files =
        [
            .. version["templates"]!.AsObject().Select(t => t.Key).Concat(templates).Distinct().Select(t => Verified($"{t}.template.json")).Prepend(version)
                .Select((f, i) => DataFile.Read($"f{i}", Encoding.UTF8.GetBytes(f.ToJsonString()))),
        ];
        Directory.CreateDirectory(data);
        using MasterKey master = KeyFiles.Master(data);
        SqliteStorage storage = new(Path.Combine(data, "remoteverify.db"), master, TimeProvider.System);
        await storage.MigrateAsync(CancellationToken.None);
        Outcome<IReadOnlyList<CheckedFile>> done = await new ImportProcedures(new Desk(storage, TimeProvider.System), new ProcedureLibrary(ProcedureCatalog.Delivered(), new ProcedureRule(TakesUnverified: true)))
            .DoAsync(Actor.Service(new TenantId("operator")), "test", files, production: true, CancellationToken.None);
        Assert.True(done.IsDone, done.Refusal?.ToString());
    }

    private static JsonObject Verified(string delivered)
    {
        JsonObject version = JsonNode.Parse(DeliveredFile.All.Single(f => f.Name == delivered).Content.Span)!.AsObject();
        version["version"] = "2026-10-verified";
        version["effectiveFrom"] = "2026-01-15";
        version["legalReview"] = new JsonObject { ["status"] = "Verified", ["verifiedBy"] = "Lê Thị Luật", ["verifiedOn"] = "2026-10-01" };
        foreach (JsonObject note in version["source"]!.AsArray().Concat(version["marital"]?["phrases"]?.AsArray() ?? []).OfType<JsonObject>())
        {
            note["certainty"] = "Seen";
        }

        return version;
    }
}
