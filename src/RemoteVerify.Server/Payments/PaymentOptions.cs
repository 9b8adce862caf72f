using RemoteVerify.Cases.Payments;

namespace RemoteVerify.Server.Payments;

/// <summary>The payment gateway, section <c>Service:Payments</c>.</summary>
public sealed class PaymentOptions
{
    /// <summary>Address with a slash at its end; null: there is none, and fees are paid at the counter.</summary>
    public Uri? Address { get; set; }

    /// <summary>Reference to the secret that signs our orders and the gateway's call-backs (HMAC-SHA256; <c>env:NAME</c> or <c>file:PATH</c>), at least 32 bytes.</summary>
    public string? Key { get; set; }

    /// <summary>Reference to the former secret, while it is changed; its call-backs still count.</summary>
    public string? FormerKey { get; set; }

    /// <summary>PEM file with the gateway's public key (P-256), where it signs call-backs with a key of its own; then HMAC counts no more.</summary>
    public string? PublicKeyFile { get; set; }

    /// <summary>Merchant id at the gateway by tenant; a tenant without one takes fees at the counter only.</summary>
    public IDictionary<string, string> Merchants { get; set; } = new Dictionary<string, string>();

    /// <summary>Seconds to wait for an answer; a citizen waits meanwhile.</summary>
    public int TimeoutSeconds { get; set; } = 8;

    /// <summary>Hours that a payer has.</summary>
    public int OpenHours { get; set; } = 24;

    /// <summary>Seconds after the opening when the gateway is asked for the first time.</summary>
    public int FirstQuestionSeconds { get; set; } = 120;

    /// <summary>Seconds between two questions.</summary>
    public int NextQuestionSeconds { get; set; } = 600;

    public PaymentPolicy Policy => new(TimeSpan.FromHours(OpenHours), TimeSpan.FromSeconds(FirstQuestionSeconds), TimeSpan.FromSeconds(NextQuestionSeconds), PaymentPolicy.Usual.LastQuestion);

    /// <exception cref="InvalidDataException">A setting makes no sense.</exception>
    public void Check()
    {
        Require(TimeoutSeconds is >= 1 and <= 60, "TimeoutSeconds is between 1 and 60");
        Require(OpenHours is >= 1 and <= 720, "OpenHours is between 1 and 720");
        Require(FirstQuestionSeconds is >= 1 and <= 86_400 && NextQuestionSeconds is >= 1 and <= 86_400, "FirstQuestionSeconds and NextQuestionSeconds are between 1 and 86400");
        Require(Address is null || Address.Scheme == Uri.UriSchemeHttps || Address.IsLoopback, "Address is https");
        Require(Address is null || Key is not null, "Key must be set beside Address");
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidDataException($"Service:Payments: {what}.");
        }
    }
}
