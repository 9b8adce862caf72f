using System.Text.Json;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cli.Tests;

public class ChipTests
{
    [SkippableTheory]
    [InlineData("d-alg-vn-eid-like")]
    [InlineData("d-alg-bp512-explicit")]
    [InlineData("d-alg-rsa-pss")]
    public async Task Verify_GenuineChipOfTheCorpus_IsPositive(string id)
    {
        JsonElement report = (await VerifyAsync(id)).Expect(0).Json;
        Assert.StartsWith("accept", report.GetProperty("verdict").GetString(), StringComparison.Ordinal);
        Assert.Equal("trusted", report.GetProperty("trust").GetString());
    }

    [SkippableTheory]
    [InlineData("d-bad-dg13-bitflip")]
    [InlineData("d-bad-dg1-swapped")]
    [InlineData("d-bad-dg15-stripped")]
    [InlineData("d-bad-country-mismatch")]
    public async Task Verify_ForgedChipOfTheCorpus_IsNegative(string id)
    {
        JsonElement report = (await VerifyAsync(id)).Expect(1).Json;
        Assert.StartsWith("reject", report.GetProperty("verdict").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(report.GetProperty("findings").EnumerateArray());
    }

    [SkippableFact]
    public async Task Verify_WithoutAnAnchor_IsNegativeAndShowIsNot()
    {
        string folder = FolderOf("d-alg-vn-eid-like");
        (await CommandLine.RunAsync("chip", "verify", folder, "--json", "--at", "2026-11-01T00:00:00Z")).Expect(1);
        JsonElement shown = (await CommandLine.RunAsync("chip", "show", folder, "--json", "--at", "2026-11-01T00:00:00Z")).Expect(0).Json;
        Assert.Equal("001090000000", shown.GetProperty("holder").GetProperty("personalNumber").GetString());
    }

    [Fact]
    public async Task Verify_WhatIsNoChip_IsWrongUse()
    {
        using ScratchFolder folder = new();
        (await CommandLine.RunAsync("chip", "verify", folder["missing"], "--json")).Expect(2);
        (await CommandLine.RunAsync("chip", "verify", folder.Write("text.zip", "no zip"u8), "--json")).Expect(2);
        folder.Write("EF_SOD.bin", [1, 2, 3]);
        CommandAnswer broken = await CommandLine.RunAsync("chip", "verify", folder.Path, "--json");
        Assert.InRange(broken.ExitCode, 1, 2);
        Assert.DoesNotContain("   at ", broken.Messages, StringComparison.Ordinal);
    }

    private static string FolderOf(string id) => Path.Combine(TestMaterial.Corpus, "emrtd", "synth", id);

    private static Task<CommandAnswer> VerifyAsync(string id)
    {
        string folder = FolderOf(id);
        string[] anchors = [.. Directory.GetFiles(folder, "trust_csca*.cer").SelectMany(file => new[] { "--csca", file })];
        return CommandLine.RunAsync(["chip", "verify", folder, "--json", "--at", "2026-11-01T00:00:00Z", .. anchors]);
    }
}
