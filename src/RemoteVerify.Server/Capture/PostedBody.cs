using System.Buffers.Binary;
using System.Net.WebSockets;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Server.Capture;

/// <summary>The messages of one post: kind (1 text, 2 frame), length (4 bytes, big-endian), bytes, one after the other.</summary>
internal static class PostedBody
{
    /// <summary>A window of frames, one of them a proof, and a few texts.</summary>
    public const int MaximumBytes = ProtocolLimits.MaxProofFrameBytes + (ProtocolLimits.Window * ProtocolLimits.MaxGuideFrameBytes) + (4 * ProtocolLimits.MaxTextBytes);

    private const int MostMessages = 16;
    private const int PrefixBytes = 5;
    private const byte Text = 1;
    private const byte Binary = 2;

    /// <exception cref="CaptureFormatException">Not such a body.</exception>
    public static IReadOnlyList<(WebSocketMessageType Type, ReadOnlyMemory<byte> Bytes)> Read(ReadOnlyMemory<byte> body)
    {
        List<(WebSocketMessageType, ReadOnlyMemory<byte>)> messages = [];
        for (int at = 0; at < body.Length;)
        {
            if (body.Length - at < PrefixBytes || messages.Count == MostMessages)
            {
                throw new CaptureFormatException("posted frames", at, "cut off, or too many messages");
            }

            byte kind = body.Span[at];
            uint length = BinaryPrimitives.ReadUInt32BigEndian(body.Span[(at + 1)..]);
            int most = kind == Text ? ProtocolLimits.MaxTextBytes : kind == Binary ? ProtocolLimits.MaxProofFrameBytes : -1;
            if (length > most || length > body.Length - at - PrefixBytes)
            {
                throw new CaptureFormatException("posted frames", at, "an unknown kind, or longer than allowed");
            }

            messages.Add((kind == Text ? WebSocketMessageType.Text : WebSocketMessageType.Binary, body.Slice(at + PrefixBytes, (int)length)));
            at += PrefixBytes + (int)length;
        }

        return messages;
    }
}
