using RemoteVerify.Cases;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Browser.Tests.Composition;

/// <summary>Portals that may frame pages are named by their origin and by nothing wider.</summary>
public sealed class TenantFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("portal.example")]
    [InlineData("http://portal.example")]
    [InlineData("https://*.example")]
    [InlineData("https://portal.example/path")]
    [InlineData("https://user@portal.example")]
    [InlineData("https://portal.example; script-src *")]
    public void EmbeddedBy_OfWhatIsNoOrigin_IsRefusedByName(string portal) =>
        Assert.Contains(portal, Assert.Throws<InvalidDataException>(() => Read(portal)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("https://portal.example")]
    [InlineData("https://portal.example:8443")]
    [InlineData("http://127.0.0.1:5999")]
    public void EmbeddedBy_OfAnOrigin_IsTaken(string portal) => Assert.Equal([portal], Read(portal));

    private IReadOnlyList<string> Read(string portal)
    {
        File.WriteAllText(_file, System.Text.Json.JsonSerializer.Serialize(new[] { new { id = "xa", embeddedBy = new[] { portal } } }));
        return TenantFile.Read(_file, new ClientRegistry([])).Find(new TenantId("xa"))!.EmbeddedBy;
    }
}
