using System.Security.Cryptography;
using System.Text;

namespace RemoteVerify.Storage.Files;

/// <summary>Finds a secret where a setting says that it is; settings never hold secrets themselves.</summary>
public static class SecretReference
{
    private const string Variable = "env:";
    private const string InFile = "file:";

    /// <summary>The secret's bytes without line ends; the caller clears them.</summary>
    /// <exception cref="InvalidDataException">The reference has another form, or there is nothing at it.</exception>
    public static byte[] Read(string reference)
    {
        if (reference.StartsWith(Variable, StringComparison.Ordinal))
        {
            string name = reference[Variable.Length..];
            return Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? Encoding.UTF8.GetBytes(value) : throw new InvalidDataException($"The environment variable {name} is not set.");
        }

        if (!reference.StartsWith(InFile, StringComparison.Ordinal))
        {
            throw new InvalidDataException("A secret is named as env:NAME or file:PATH, never written out.");
        }

        string path = reference[InFile.Length..];
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"There is no file {path}.");
        }

        byte[] content = File.ReadAllBytes(path);
        try
        {
            return content.AsSpan().TrimEnd("\r\n"u8).ToArray();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }
}
