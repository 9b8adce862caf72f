using System.Buffers;
using RemoteVerify.Pades.LongTerm;

namespace RemoteVerify.Cli;

/// <summary>A file that is written and looked at in turn: each view is a new mapping of what is there.</summary>
internal sealed class MappedTarget(FileStream stream) : GrowingFile, IDisposable
{
    private IMemoryOwner<byte>? _view;

    public override Stream Stream => stream;

    public override ReadOnlyMemory<byte> View()
    {
        stream.Flush();
        Dispose();
        _view = new MappedFile(stream);
        return _view.Memory;
    }

    /// <summary>Takes the view away; the file stays open.</summary>
    public void Dispose()
    {
        _view?.Dispose();
        _view = null;
    }
}
