using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.TestKit;

namespace RemoteVerify.IdDocument.Tests;

/// <summary>Documents of the corpus, for tests that need a whole one.</summary>
internal static class Material
{
    public static readonly DateTimeOffset At = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] File(string path) => System.IO.File.ReadAllBytes(Path.Combine(TestMaterial.Corpus, "emrtd", path));

    public static string Folder(string path) => Path.Combine(TestMaterial.Corpus, "emrtd", path);

    public static Dictionary<string, byte[]> Chip(string folder) =>
        Directory.GetFiles(Folder(folder), "EF_*.bin").ToDictionary(path => Path.GetFileName(path), System.IO.File.ReadAllBytes);

    public static ChipFiles ToFiles(IReadOnlyDictionary<string, byte[]> files) =>
        ChipFiles.FromNamed(files.Select(file => KeyValuePair.Create(file.Key, (ReadOnlyMemory<byte>)file.Value)));

    public static CountrySignerStore Store(string folder) => new([Certificate.Read(File($"{folder}/trust_csca0.cer"))]);
}
