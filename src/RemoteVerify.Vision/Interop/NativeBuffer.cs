using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RemoteVerify.Vision.Interop;

/// <summary>Zeroed memory outside the managed heap, aligned for the runtime's vector code; erased before it is freed.</summary>
internal sealed unsafe class NativeBuffer : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly nuint _length;

    public NativeBuffer(long lengthBytes) : base(ownsHandle: true)
    {
        _length = checked((nuint)lengthBytes);
        void* memory = NativeMemory.AlignedAlloc(_length, 64);
        NativeMemory.Clear(memory, _length);
        SetHandle((nint)memory);
    }

    public nint Address => handle;

    protected override bool ReleaseHandle()
    {
        NativeMemory.Clear((void*)handle, _length);
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
