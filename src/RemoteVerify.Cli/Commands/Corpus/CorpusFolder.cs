using System.Text;

namespace RemoteVerify.Cli.Commands.Corpus;

/// <summary>A folder with <c>expectations.csv</c>; rows may name files of this folder only.</summary>
internal sealed class CorpusFolder
{
    private readonly string _root;

    public CorpusFolder(string path) => _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    /// <summary>The table.</summary>
    public string Table => Encoding.UTF8.GetString(InputFiles.Read(Path.Combine(_root, "expectations.csv")));

    /// <summary>A file that a row names.</summary>
    public byte[] Read(string name) => InputFiles.Read(Below(name));

    /// <summary>A file that a row names; null when there is none.</summary>
    public byte[]? ReadOrNull(string name) => File.Exists(Below(name)) ? Read(name) : null;

    private string Below(string name)
    {
        string path = Path.GetFullPath(Path.Combine(_root, name));
        return path.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : throw CommandException.WrongUse($"The table names a file outside its folder: {name}");
    }
}
