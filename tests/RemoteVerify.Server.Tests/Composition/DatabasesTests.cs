using System.Text;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Composition.Keys;
using RemoteVerify.Storage;

namespace RemoteVerify.Server.Tests;

/// <summary>Which database the settings open, and that no secret is quoted when they are wrong.</summary>
public sealed class DatabasesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rv-databases-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Open_WithoutSettings_IsTheFileOfTheDataDirectory()
    {
        await using RelationalStorage storage = Databases.Open(new ServiceOptions { DataDirectory = _folder }, TimeProvider.System);
        Assert.Equal("sqlite", storage.Kind);
        Assert.Equal(32, new FileInfo(Path.Combine(_folder, "master.key")).Length);
    }

    [Fact]
    public async Task Open_Postgres_TakesBothSecretsFromWhereTheSettingsSay()
    {
        await using RelationalStorage storage = Databases.Open(Options("Host=127.0.0.1;Database=d;Username=u;Password=hidden", new string('a', 64)), TimeProvider.System);
        Assert.Equal("postgres", storage.Kind);
        Assert.False(File.Exists(Path.Combine(_folder, "master.key")));
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Paswort=hidden", true, "not a connection string")]
    [InlineData("Host=127.0.0.1;Password=hidden", false, "MasterKey is not set")]
    [InlineData("", true, "is not a connection string")]
    public void Open_PostgresWithWrongSettings_SaysWhatToDoWithoutTheSecret(string connection, bool hasKey, string says)
    {
        var refused = Assert.Throws<InvalidDataException>(() => Databases.Open(Options(connection, hasKey ? new string('a', 64) : null), TimeProvider.System));
        Assert.Contains(says, refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("zz00000000000000000000000000000000000000000000000000000000000000")]
    public void Open_WithAKeyOfAnotherForm_IsRefusedWithoutQuotingIt(string key)
    {
        var refused = Assert.Throws<InvalidDataException>(() => Databases.Open(Options("Host=h", key), TimeProvider.System));
        Assert.Contains("64 hexadecimal digits", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, refused.Message.Replace(_folder, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void MasterKey_AfterAStartThatBrokeOff_IsMadeWhole()
    {
        File.WriteAllBytes(Path.Combine(_folder, "master.key.new"), [1, 2, 3]);
        using Storage.Encryption.MasterKey made = KeyFiles.Master(_folder);
        byte[] bytes = File.ReadAllBytes(Path.Combine(_folder, "master.key"));
        Assert.Equal(32, bytes.Length);
        Assert.False(File.Exists(Path.Combine(_folder, "master.key.new")));
        using Storage.Encryption.MasterKey again = KeyFiles.Master(_folder);
        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(_folder, "master.key")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "master.key")));
    }

    private ServiceOptions Options(string connection, string? key)
    {
        string Write(string name, string text)
        {
            string path = Path.Combine(_folder, name);
            File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text + "\n"));
            return "file:" + path;
        }

        return new ServiceOptions
        {
            DataDirectory = _folder,
            Database = new DatabaseOptions { Postgres = Write("connection", connection), MasterKey = key is null ? null : Write("key", key) },
        };
    }
}
