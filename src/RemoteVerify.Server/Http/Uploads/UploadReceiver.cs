using System.Buffers;
using System.Security.Cryptography;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Http.Uploads;

/// <summary>How the bytes of one request ended.</summary>
internal enum Received
{
    /// <summary>All that came is kept.</summary>
    Kept,

    /// <summary>Somebody else went on meanwhile, or more came than was announced.</summary>
    NotWanted,

    /// <summary>The piece has another checksum; nothing of it is kept.</summary>
    WrongChecksum,
}

/// <summary>Takes the bytes of one request. Without a checksum each piece counts as soon as it is kept, and what came before the line broke too.</summary>
internal sealed class UploadReceiver(UploadStore store, UploadOwner owner, Upload upload, byte[]? checksum)
{
    private long _offset = upload.Offset;

    public async Task<Received> RunAsync(Stream body, CancellationToken cancellationToken) =>
        checksum is null ? await StreamAsync(body, cancellationToken) : await WholeAsync(body, checksum, cancellationToken);

    private async Task<Received> StreamAsync(Stream body, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(UploadStore.PieceBytes);
        try
        {
            while (true)
            {
                (int length, bool isOver, bool isBroken) = await FillAsync(body, buffer.AsMemory(0, UploadStore.PieceBytes), cancellationToken);

                // The bytes are here whatever became of the line that brought them.
                if (length > 0 && !await KeepAsync(buffer.AsMemory(0, length)))
                {
                    return Received.NotWanted;
                }

                if (isOver || isBroken)
                {
                    return Received.Kept;
                }
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>A piece with a checksum counts whole or not at all.</summary>
    private async Task<Received> WholeAsync(Stream body, byte[] expected, CancellationToken cancellationToken)
    {
        using MemoryStream piece = new();
        byte[] buffer = new byte[65_536];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (_offset + piece.Length + read > upload.Length)
            {
                return Received.NotWanted;
            }

            piece.Write(buffer, 0, read);
        }

        ReadOnlyMemory<byte> bytes = piece.GetBuffer().AsMemory(0, (int)piece.Length);
        if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(bytes.Span), expected))
        {
            return Received.WrongChecksum;
        }

        for (int at = 0; at < bytes.Length; at += UploadStore.PieceBytes)
        {
            if (!await KeepAsync(bytes.Slice(at, Math.Min(UploadStore.PieceBytes, bytes.Length - at))))
            {
                return Received.NotWanted;
            }
        }

        return Received.Kept;
    }

    private static async Task<(int Length, bool IsOver, bool IsBroken)> FillAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int length = 0;
        try
        {
            while (length < buffer.Length)
            {
                int read = await body.ReadAsync(buffer[length..], cancellationToken);
                if (read == 0)
                {
                    return (length, true, false);
                }

                length += read;
            }

            return (length, false, false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return (length, false, true);
        }
    }

    private async Task<bool> KeepAsync(ReadOnlyMemory<byte> piece)
    {
        if (!await store.AppendAsync(owner, upload.Id, _offset, piece, CancellationToken.None))
        {
            return false;
        }

        _offset += piece.Length;
        return true;
    }
}
