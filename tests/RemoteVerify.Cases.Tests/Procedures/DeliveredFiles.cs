using System.Text.Json.Nodes;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Reading;

namespace RemoteVerify.Cases.Tests.Procedures;

/// <summary>The delivered data files, to be changed by tests.</summary>
internal static class DeliveredFiles
{
    public static IEnumerable<string> Codes => ProcedureCatalog.Delivered().Versions.Select(v => v.Code);

    public static byte[] Bytes(string code) => DeliveredFile.All.Single(f => f.Name == $"{code}.procedure.json").Content.ToArray();

    public static JsonObject Members(string code) => JsonNode.Parse(Bytes(code))!.AsObject();

    public static Procedure Of(string code) => ProcedureCatalog.Delivered().Versions.Single(v => v.Code == code);

    /// <summary>The file of <paramref name="code"/> after <paramref name="change"/>, read again.</summary>
    public static DataReading<Procedure> Changed(string code, Action<JsonObject> change) => ProcedureReader.Read(ChangedBytes(code, change));

    public static byte[] ChangedBytes(string code, Action<JsonObject> change)
    {
        JsonObject members = Members(code);
        change(members);
        return System.Text.Encoding.UTF8.GetBytes(members.ToJsonString());
    }

    /// <summary>As a lawyer leaves it: read, compared, verified.</summary>
    public static void Verify(JsonObject members)
    {
        members["isTest"] = false;
        members["legalReview"] = new JsonObject { ["status"] = "Verified", ["verifiedBy"] = "Lê Thị Luật, Sở Tư pháp", ["verifiedOn"] = "2026-11-20" };
        foreach (JsonObject note in members["source"]!.AsArray().Concat(members["marital"]?["phrases"]?.AsArray() ?? []).OfType<JsonObject>())
        {
            note["certainty"] = "Seen";
        }
    }

    /// <summary>A delivered file after <paramref name="change"/>.</summary>
    public static byte[] Of(string fileName, Action<JsonObject> change)
    {
        JsonObject members = JsonNode.Parse(DeliveredFile.All.Single(f => f.Name == fileName).Content.Span)!.AsObject();
        change(members);
        return System.Text.Encoding.UTF8.GetBytes(members.ToJsonString());
    }
}
