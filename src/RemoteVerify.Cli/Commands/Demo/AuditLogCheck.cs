using System.Text;
using System.Text.Json;
using RemoteVerify.AuditLog.Checkpoints;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Cli.Commands.Demo;

/// <summary>Fetches the public side of the audit log, keeps it as files, and checks it as anyone can.</summary>
internal static class AuditLogCheck
{
    private const int PageSize = 1000;

    public static async Task<(string Verdict, string Detail)> RunAsync(DemoWorld world, CancellationToken cancellationToken)
    {
        string checkpoint = Encoding.UTF8.GetString(await world.Anyone.GetBytesAsync("/v1/log/checkpoint", cancellationToken));
        byte[] keyAnswer = await world.Anyone.GetBytesAsync("/v1/log/key", cancellationToken);
        JsonElement key = JsonDocument.Parse(keyAnswer).RootElement;
        List<byte[]> leaves = await LeavesAsync(world.Anyone, cancellationToken);
        InputFiles.Write(world.FileOf("checkpoint.txt"), Encoding.UTF8.GetBytes(checkpoint));
        InputFiles.Write(world.FileOf("key.json"), keyAnswer);
        InputFiles.Write(world.FileOf("leaves.json"), JsonSerializer.SerializeToUtf8Bytes(leaves));
        NoteKey noteKey = new(key.GetProperty("name").GetString()!, PublicKeyInfo.Read(key.GetProperty("subjectPublicKeyInfo").GetBytesFromBase64()));
        LogVerdict verdict = await new LogChecker(key.GetProperty("origin").GetString()!, noteKey).CheckAsync(checkpoint, leaves, null, cancellationToken);
        return (verdict.ToString(), $"{leaves.Count} leaves under a signed checkpoint");
    }

    private static async Task<List<byte[]>> LeavesAsync(ApiClient anyone, CancellationToken cancellationToken)
    {
        List<byte[]> leaves = [];
        while (true)
        {
            JsonElement page = await anyone.GetAsync($"/v1/log/leaves?from={leaves.Count}&count={PageSize}", cancellationToken);
            leaves.AddRange(page.EnumerateArray().Select(leaf => leaf.GetBytesFromBase64()));
            if (page.GetArrayLength() < PageSize)
            {
                return leaves;
            }
        }
    }
}
