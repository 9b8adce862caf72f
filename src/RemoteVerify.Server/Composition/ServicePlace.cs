namespace RemoteVerify.Server.Composition;

/// <summary>Under which addresses the world reaches the service.</summary>
/// <param name="Public">The usual one.</param>
/// <param name="Certificates">The one where client certificates are asked for; null for none of its own.</param>
public sealed record ServicePlace(Uri Public, Uri? Certificates)
{
    public string Of(string path) => Public.ToString().TrimEnd('/') + path;

    public string? OfCertificates(string path) => Certificates is null ? null : Certificates.ToString().TrimEnd('/') + path;
}
