using RemoteVerify.Signer.Pairing;

namespace RemoteVerify.Signer.Tests.Pairing;

public sealed class PairingFileTests : IDisposable
{
    private static readonly Origin Service = Origin.Parse("https://phuong.example");
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly string _folder = Directory.CreateTempSubdirectory("rv-pairing-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Pair_Token_IsAcceptedForItsOriginOnlyAndNotKept()
    {
        PairingFile file = new(_folder);
        string token = file.Pair(Service, Now);
        file.Pair(Origin.Parse("https://other.example"), Now);

        Assert.Matches("^([A-Z2-9]{5}-){3}[A-Z2-9]{5}$", token);
        Assert.True(file.Accepts(Service.Value, token));
        Assert.True(file.Accepts(Service.Value, $" {token.ToLowerInvariant()} "));
        Assert.False(file.Accepts("https://other.example", token));
        Assert.False(file.Accepts(Service.Value, token[..^1]));
        Assert.False(file.Accepts(Service.Value, null));
        Assert.DoesNotContain(token, File.ReadAllText(Path.Combine(_folder, "pairings.json")), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "pairings.json")));
    }

    [Fact]
    public void Pair_Again_EndsTheOlderToken()
    {
        PairingFile file = new(_folder);
        string first = file.Pair(Service, Now);
        string second = file.Pair(Service, Now);
        Assert.False(file.Accepts(Service.Value, first));
        Assert.True(file.Accepts(Service.Value, second));
    }

    [Fact]
    public void Remove_APairing_EndsIt()
    {
        PairingFile file = new(_folder);
        string token = file.Pair(Service, Now);
        Assert.True(file.Remove(Service));
        Assert.False(file.Remove(Service));
        Assert.False(file.Knows(Service.Value));
        Assert.False(file.Accepts(Service.Value, token));
    }

    [Theory]
    [InlineData("https://Phuong.Example:443/", "https://phuong.example")]
    [InlineData("https://phuong.example:8443", "https://phuong.example:8443")]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000")]
    [InlineData("http://localhost", "http://localhost")]
    public void Parse_Origin_IsWrittenAsBrowsersDo(string text, string expected) => Assert.Equal(expected, Origin.Parse(text).Value);

    [Theory]
    [InlineData("http://phuong.example")]
    [InlineData("https://phuong.example/page")]
    [InlineData("https://phuong.example/?a=b")]
    [InlineData("https://user@phuong.example")]
    [InlineData("file:///etc/passwd")]
    [InlineData("null")]
    [InlineData("*")]
    public void Parse_WhatMustNotBePaired_IsRefused(string text) => Assert.Throws<ArgumentException>(() => Origin.Parse(text));
}
