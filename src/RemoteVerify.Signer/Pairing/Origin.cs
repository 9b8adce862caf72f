namespace RemoteVerify.Signer.Pairing;

/// <summary>Scheme, host and port of the pages of a service (RFC 6454): https anywhere, http only on this machine.</summary>
internal sealed record Origin
{
    private Origin(string value) => Value = value;

    /// <summary>As browsers write it.</summary>
    public string Value { get; }

    /// <exception cref="ArgumentException">It is none, or may not be paired.</exception>
    public static Origin Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.AbsolutePath != "/" || uri.Query.Length + uri.Fragment.Length + uri.UserInfo.Length > 0)
        {
            throw new ArgumentException("An origin is written https://host or https://host:port, with nothing after it.", nameof(text));
        }

        bool allowed = uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);
        return allowed
            ? new Origin(uri.IsDefaultPort ? $"{uri.Scheme}://{uri.IdnHost}" : $"{uri.Scheme}://{uri.IdnHost}:{uri.Port}")
            : throw new ArgumentException("Only pages that come by https are paired; http only from this machine.", nameof(text));
    }

    public override string ToString() => Value;
}
