using System.Text.Json;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>Rows that were written before challenges, relays and possession were recorded.</summary>
public sealed class OldVerificationTests
{
    [Fact]
    public void Read_ABodyWithoutTheNewerMembers_GivesTheirEmptyValues()
    {
        const string body = """
            {"state":"awaiting-capture","Chip":{"Holder":{"PersonalNumber":"001099000022","FullName":"A","BirthDate":"1999-01-01","Sex":"M","Nationality":"VNM","ExpiryDate":"","DocumentNumber":"1"},
            "Report":{"Value":"00000000-0000-0000-0000-000000000001"},"Portrait":{"Value":"00000000-0000-0000-0000-000000000001"},"PortraitFormat":"jpeg",
            "SecurityObject":{"Value":"00000000-0000-0000-0000-000000000001"},"Verdict":"accept","Warnings":[],"At":"2026-11-21T00:00:00+00:00"},
            "File":{"Id":{"Value":"00000000-0000-0000-0000-000000000002"},"Tenant":{"Value":"t"},"CaseId":{"Value":"00000000-0000-0000-0000-000000000003"},"Participant":{"Value":"p1"},
            "Nonce":"AAAAAAAAAAAAAAAAAAAAAA==","StartedAt":"2026-11-21T00:00:00+00:00","ChipAttempts":[],"Captures":[],"Views":[],"Version":3}}
            """;
        var read = Assert.IsType<AwaitingCapture>(JsonSerializer.Deserialize<Verification>(body, Storage.Stores.StoredJson.Options));
        Assert.Empty(read.File.ChipChallenges);
        Assert.Null(read.File.ChipRelay);
        Assert.Equal(0, read.File.ChipRelays);
        Assert.Null(read.Chip.Possession);
        Assert.Equal(3, read.File.Version);
    }
}
