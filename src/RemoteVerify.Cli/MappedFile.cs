using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RemoteVerify.Pdf;

namespace RemoteVerify.Cli;

/// <summary>
/// A file as memory without reading it: only the pages that are looked at come in, and they belong to the page cache. The
/// file must not become shorter meanwhile, or the system ends the process.
/// </summary>
internal sealed class MappedFile : MemoryManager<byte>
{
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly nint _address;
    private readonly int _length;

    public MappedFile(FileStream file)
    {
        PdfTooLargeException.ThrowIfLonger(file.Length);
        _length = (int)file.Length;
        _map = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _map.CreateViewAccessor(0, _length, MemoryMappedFileAccess.Read);
        _address = _view.SafeMemoryMappedViewHandle.DangerousGetHandle() + (nint)_view.PointerOffset;
    }

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_view.SafeMemoryMappedViewHandle.IsClosed, this);

        // The view is read-only: whoever writes into the span is stopped by the system.
        return MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), _address), _length);
    }

    public override MemoryHandle Pin(int elementIndex = 0) => throw new InvalidOperationException("A mapped file is read through spans.");

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        _view.Dispose();
        _map.Dispose();
    }
}
