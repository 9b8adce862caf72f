using RemoteVerify.Authority.Development;
using RemoteVerify.Authority.TimestampAuthority;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary>
/// The development authority of this working copy, for <c>--tsa embedded</c>. It stays the same from one command to the
/// next (in the folder that RV_CACHE names), so that what it stamped can be validated and renewed later.
/// </summary>
internal sealed class EmbeddedAuthority : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DevelopmentHierarchy _hierarchy;

    private EmbeddedAuthority(DevelopmentHierarchy hierarchy, string? rootFile)
    {
        _hierarchy = hierarchy;
        RootFile = rootFile;
        Timestamps = new TimestampAuthority(hierarchy.TimestampAuthority, new TimestampAuthorityOptions(), TimeProvider.System);
    }

    public ITimestampSource Timestamps { get; }

    public Certificate Root => _hierarchy.Root;

    /// <summary>The root as PEM, for <c>--trust</c>; null when there is no folder to keep it in.</summary>
    public string? RootFile { get; }

    public static EmbeddedAuthority Open()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        if (Environment.GetEnvironmentVariable("RV_CACHE") is not { Length: > 0 } cache)
        {
            return new EmbeddedAuthority(DevelopmentHierarchy.Create(now, new DevelopmentHierarchyOptions()), null);
        }

        string folder = Directory.CreateDirectory(Path.Combine(cache, "development-authority")).FullName;
        string stored = Path.Combine(folder, "authority.der");
        DevelopmentHierarchy hierarchy = Load(stored, now) ?? Store(stored, DevelopmentHierarchy.Create(now, new DevelopmentHierarchyOptions()));
        string root = Path.Combine(folder, "root.pem");
        if (!File.Exists(root) || File.ReadAllText(root) != hierarchy.Root.ToPem())
        {
            InputFiles.Write(root, System.Text.Encoding.ASCII.GetBytes(hierarchy.Root.ToPem()));
        }

        return new EmbeddedAuthority(hierarchy, root);
    }

    /// <summary>The current list of whichever of its two authorities issued something; null for foreign issuers.</summary>
    public ReadOnlyMemory<byte>? ListOf(Certificate issuer)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return issuer.Equals(_hierarchy.Root) ? _hierarchy.Parent.IssueCrl([], now.ToUnixTimeSeconds(), now, now.AddDays(30)).Encoded
            : issuer.Equals(_hierarchy.IssuingAuthority.Certificate) ? _hierarchy.Authority.IssueCrl([], now.ToUnixTimeSeconds(), now, now.AddDays(30)).Encoded
            : null;
    }

    public void Dispose() => _hierarchy.Dispose();

    private static DevelopmentHierarchy? Load(string path, DateTimeOffset now)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            DevelopmentHierarchy hierarchy = DevelopmentHierarchy.Import(File.ReadAllBytes(path));
            if (hierarchy.TimestampAuthority.Certificate.IsValidAt(now.AddDays(30)))
            {
                return hierarchy;
            }

            hierarchy.Dispose();
        }
        catch (PkiFormatException)
        {
            // Half-written or of another version: it is only for development, so a new one takes its place.
        }

        return null;
    }

    private static DevelopmentHierarchy Store(string path, DevelopmentHierarchy made)
    {
        string temporary = $"{path}.{Environment.ProcessId}";
        byte[] exported = made.Export();
        FileStreamOptions mode = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            mode.UnixCreateMode = OwnerOnly;
        }

        using (FileStream file = new(temporary, mode))
        {
            file.Write(exported);
        }

        System.Security.Cryptography.CryptographicOperations.ZeroMemory(exported);
        File.Move(temporary, path, overwrite: true);
        return made;
    }
}
