using System.Text.Json;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;

namespace RemoteVerify.Storage.Stores;

/// <summary>Bodies of rows as sealed JSON, under the key of one scope and data class.</summary>
internal static class SealedBody
{
    public static async Task<byte[]> WriteAsync<T>(this CaseKeys keys, Guid scope, DataClass dataClass, string place, T body, CancellationToken cancellationToken) =>
        Sealed.Seal(await keys.ForWritingAsync(scope, dataClass, cancellationToken), place, JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Options));

    /// <summary>The body, or null when its key was destroyed.</summary>
    public static async Task<T?> ReadAsync<T>(this CaseKeys keys, Guid scope, DataClass dataClass, string place, byte[] box, CancellationToken cancellationToken)
        where T : class =>
        await keys.ForReadingAsync(scope, dataClass, cancellationToken) is { } key
            ? JsonSerializer.Deserialize<T>(Sealed.Open(key, place, box), StoredJson.Options)
            : null;
}
