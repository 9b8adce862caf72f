namespace RemoteVerify.Cli.Commands.Log;

/// <summary>The answer of <c>/v1/log/key</c>.</summary>
/// <param name="Origin">Name of the log.</param>
/// <param name="Name">Name of the key.</param>
/// <param name="SubjectPublicKeyInfo">The key, Base64 in JSON.</param>
internal sealed record LogKey(string Origin, string Name, byte[] SubjectPublicKeyInfo);
