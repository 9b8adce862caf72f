using System.Buffers.Binary;

namespace RemoteVerify.Biometrics.Liveness.Protocol;

/// <summary>What a frame is for: guide frames steer, proof frames are judged and kept.</summary>
public enum FrameKind : byte
{
    Guide = 1,
    Proof = 2,
}

/// <summary>
/// The 40 bytes before every JPEG, numbers big-endian: version u8, kind u8, step u8, zero u8, sequence u32, capture time u32
/// (milliseconds since <c>ready</c>), token 8 bytes, presented frames u32, media time u32 (milliseconds), first 8 bytes of the
/// chain hash before this frame, last measured acknowledgement time u16 (milliseconds), zero u16.
/// </summary>
public sealed record FrameHeader(
    FrameKind Kind,
    byte Step,
    uint Sequence,
    uint CaptureMilliseconds,
    ulong Token,
    uint PresentedFrames,
    uint MediaMilliseconds,
    ulong PreviousHash,
    ushort AcknowledgementMilliseconds)
{
    public const int Size = 40;

    private const string Structure = "frame header";

    /// <summary>Reads the header at the start of a binary message.</summary>
    /// <exception cref="CaptureFormatException">Too short, another version, an unknown kind, or a reserved byte in use.</exception>
    public static FrameHeader Read(ReadOnlySpan<byte> message)
    {
        if (message.Length < Size)
        {
            throw new CaptureFormatException(Structure, message.Length, "shorter than 40 bytes");
        }

        if (message[0] != ProtocolLimits.Version)
        {
            throw new CaptureFormatException(Structure, 0, "version is not 1");
        }

        if (message[1] is not ((byte)FrameKind.Guide or (byte)FrameKind.Proof))
        {
            throw new CaptureFormatException(Structure, 1, "kind is neither guide nor proof");
        }

        if (message[3] != 0)
        {
            throw new CaptureFormatException(Structure, 3, "reserved byte is not zero");
        }

        if (BinaryPrimitives.ReadUInt16BigEndian(message[38..]) != 0)
        {
            throw new CaptureFormatException(Structure, 38, "reserved bytes are not zero");
        }

        return new FrameHeader(
            (FrameKind)message[1],
            message[2],
            BinaryPrimitives.ReadUInt32BigEndian(message[4..]),
            BinaryPrimitives.ReadUInt32BigEndian(message[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(message[12..]),
            BinaryPrimitives.ReadUInt32BigEndian(message[20..]),
            BinaryPrimitives.ReadUInt32BigEndian(message[24..]),
            BinaryPrimitives.ReadUInt64BigEndian(message[28..]),
            BinaryPrimitives.ReadUInt16BigEndian(message[36..]));
    }

    /// <summary>Writes the 40 bytes.</summary>
    public void Write(Span<byte> target)
    {
        target[..Size].Clear();
        target[0] = ProtocolLimits.Version;
        target[1] = (byte)Kind;
        target[2] = Step;
        BinaryPrimitives.WriteUInt32BigEndian(target[4..], Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(target[8..], CaptureMilliseconds);
        BinaryPrimitives.WriteUInt64BigEndian(target[12..], Token);
        BinaryPrimitives.WriteUInt32BigEndian(target[20..], PresentedFrames);
        BinaryPrimitives.WriteUInt32BigEndian(target[24..], MediaMilliseconds);
        BinaryPrimitives.WriteUInt64BigEndian(target[28..], PreviousHash);
        BinaryPrimitives.WriteUInt16BigEndian(target[36..], AcknowledgementMilliseconds);
    }
}
