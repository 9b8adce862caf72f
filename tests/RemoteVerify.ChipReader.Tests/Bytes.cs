namespace RemoteVerify.ChipReader.Tests;

/// <summary>Reproducible byte strings.</summary>
internal static class Bytes
{
    /// <summary>Strings of 0 to <paramref name="maxLength"/> bytes from a fixed seed.</summary>
    public static IEnumerable<byte[]> Many(int count, int maxLength)
    {
        Random random = new(20261121);
        for (int i = 0; i < count; i++)
        {
            byte[] bytes = new byte[random.Next(maxLength + 1)];
            random.NextBytes(bytes);
            yield return bytes;
        }
    }
}
