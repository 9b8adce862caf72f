using System.Security.Cryptography;
using RemoteVerify.Storage.Files;

namespace RemoteVerify.Storage.Tests.Files;

public sealed class ModelFoldersTests : IDisposable
{
    private static readonly byte[] Net = [1, 2, 3];
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Net));
    private readonly string _root = Directory.CreateTempSubdirectory("rv-folders-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Find_FileUnderAnotherName_IsFoundByItsHash()
    {
        Write("mirror/deep/renamed.onnx", Net);
        Assert.Equal(Net, Folders().Find(Hash, "net.onnx")!.Value.ToArray());
    }

    [Fact]
    public void Path_InSeveralFolders_IsThatOfTheFirst()
    {
        Write("mirror/net.onnx", Net);
        string fetched = Write("fetched/net.onnx", Net);
        Assert.Equal(fetched, Folders().Path(Hash, "net.onnx"));
    }

    [Fact]
    public void Find_OtherBytesUnderTheRightName_IsNothing()
    {
        Write("own/net.onnx", [9]);
        Assert.Null(Folders().Find(Hash, "net.onnx"));
    }

    [Theory]
    [InlineData("mirror/reference-only/net.onnx")]
    [InlineData("fetched/.net.onnx.0123456789abcdef.partial")]
    public void Find_FilesThatAreNotForUse_IsNothing(string path)
    {
        Write(path, Net);
        Assert.Null(Folders().Find(Hash, "net.onnx"));
    }

    [Fact]
    public void Find_FolderThatIsMissingOrNotSet_IsNothing() => Assert.Null(ModelFolders.Of(Path.Combine(_root, "nowhere"), null, "").Find(Hash, "net.onnx"));

    private ModelFolders Folders() => ModelFolders.Of(Path.Combine(_root, "own"), Path.Combine(_root, "fetched"), Path.Combine(_root, "mirror"));

    private string Write(string path, byte[] bytes)
    {
        string full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
        return full;
    }
}
