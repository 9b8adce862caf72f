namespace RemoteVerify.Server.Notifications;

/// <summary>Gateways for notifications, section <c>Service:Notifications</c>. Without any, people are told in person and by printed code.</summary>
public sealed class NotificationOptions
{
    /// <summary>Push by VNeID.</summary>
    public GatewayOptions VNeID { get; set; } = new();

    /// <summary>Short messages.</summary>
    public GatewayOptions Sms { get; set; } = new();

    /// <summary>Seconds that a gateway may take to answer.</summary>
    public int TimeoutSeconds { get; set; } = 10;

    /// <exception cref="InvalidDataException">A setting makes no sense.</exception>
    public void Check(bool isProduction)
    {
        if (TimeoutSeconds is < 1 or > 60)
        {
            throw new InvalidDataException("Service:Notifications:TimeoutSeconds is between 1 and 60.");
        }

        foreach ((string name, GatewayOptions gateway) in new[] { ("VNeID", VNeID), ("Sms", Sms) })
        {
            if (gateway.Address is { } address && (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || (address.Scheme == "http" && !address.IsLoopback)))
            {
                throw new InvalidDataException($"Service:Notifications:{name}:Address must be https; http only on this machine.");
            }

            if (isProduction && gateway is { Address: not null, Key: null or "" })
            {
                throw new InvalidDataException($"Service:Notifications:{name}:Key is missing; a gateway that takes messages from anyone is not for Production.");
            }
        }
    }
}

/// <summary>One gateway.</summary>
public sealed class GatewayOptions
{
    /// <summary>Address that <c>messages</c> is appended to, with a slash at its end; null: there is none.</summary>
    public Uri? Address { get; set; }

    /// <summary>Reference to the bearer key (<c>env:NAME</c> or <c>file:PATH</c>); null for none.</summary>
    public string? Key { get; set; }
}
