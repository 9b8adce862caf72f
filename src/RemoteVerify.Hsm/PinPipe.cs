using System.IO.Pipes;
using System.Security.Cryptography;

namespace RemoteVerify.Hsm;

/// <summary>
/// Hands a PIN to OpenSSL's engine as a file that can be read once (pin-source of RFC 7512 section 2.4).
/// </summary>
/// <remarks>
/// Not pin-value: the engine prints the address of a key that it can't open on standard error, PIN included. And the
/// engine (libp11 0.4.12) tries twice to load a key and would log in twice with a wrong PIN; the second time this
/// pipe is empty, so that one attempt here is one attempt on the token.
/// </remarks>
internal sealed class PinPipe : IDisposable
{
    private const int MaximumBytes = 128;

    private readonly AnonymousPipeServerStream _reader;

    /// <exception cref="ArgumentException">The PIN is empty, too long, or has a line end or another control character.</exception>
    public PinPipe(PinReader read)
    {
        byte[] pin = read();
        try
        {
            if (pin.Length is 0 or > MaximumBytes || pin.Any(b => b < 0x20))
            {
                throw new ArgumentException($"A PIN has 1 to {MaximumBytes} bytes and no line end.", nameof(read));
            }

            _reader = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
            using AnonymousPipeClientStream writer = new(PipeDirection.Out, _reader.ClientSafePipeHandle);
            writer.Write(pin);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pin);
        }
    }

    /// <summary>Where the engine finds the PIN; of no use to another process or a moment later.</summary>
    public string Path => $"/proc/self/fd/{_reader.SafePipeHandle.DangerousGetHandle()}";

    public void Dispose() => _reader.Dispose();
}
