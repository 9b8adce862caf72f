using System.Buffers;

namespace RemoteVerify.TestKit;

/// <summary>Memory that says it is as long as memory can be, and has no bytes: for code that must refuse by the length alone.</summary>
public sealed class HugeMemory : MemoryManager<byte>
{
    /// <summary>2 GiB less one byte.</summary>
    public static ReadOnlyMemory<byte> Largest { get; } = new HugeMemory().CreateMemory(int.MaxValue);

    public override Span<byte> GetSpan() => throw new InvalidOperationException("Its bytes must not be asked for.");

    public override MemoryHandle Pin(int elementIndex = 0) => throw new InvalidOperationException("Its bytes must not be asked for.");

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
