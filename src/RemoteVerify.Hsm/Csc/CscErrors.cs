// CSC API 1.0.4.0 section 10.1 and the error tables of sections 11.3 to 11.9; CSC API 2.0 section 9.1. The error objects
// are those of OAuth 2.0 (RFC 6749 section 5.2), with several situations under one code, told apart by their text only.
using System.Net;
using System.Text.Json;

namespace RemoteVerify.Hsm.Csc;

/// <summary>Turns a service's error object into a problem that a person can act on.</summary>
internal static class CscErrors
{
    public static CscException Of(HttpStatusCode status, ReadOnlyMemory<byte> body)
    {
        (string? code, string text) = Read(body);
        CscProblem problem = FromCode(code) ?? FromText(text) ?? FromStatus(status);
        return new CscException(problem, Advice(problem), Clean(code));
    }

    public static string Advice(CscProblem problem) => problem switch
    {
        CscProblem.PinWrong => "The signing service says that the PIN is wrong. Check it and try again; it locks after a few wrong ones.",
        CscProblem.PinLocked => "The PIN is locked. Have the provider of the certificate unlock it.",
        CscProblem.OtpWrong => "The one-time code is wrong or has run out. Ask for a new one and try again.",
        CscProblem.OtpLocked => "Too many wrong one-time codes. Wait, or ask the provider of the certificate.",
        CscProblem.AccessDenied => "The signature was refused in the provider's application. Agree there and ask again.",
        CscProblem.AuthorisationExpired => "The permission to sign has run out. Authorise again and sign at once.",
        CscProblem.AuthorisationInvalid => "The permission to sign is not for this document. Prepare and authorise again.",
        CscProblem.CredentialUnknown => "The provider has no such credential for this account. Choose one of the list.",
        CscProblem.CredentialUnusable => "The certificate or key is disabled, expired, suspended or revoked. Use another one, or have it renewed.",
        CscProblem.CertificateNotAccepted => "The provider's certificate can't be used to sign here: it is unreadable or its key is too short (RSA 2048, curve of 256 bits at least).",
        CscProblem.TokenRejected => "The signing service does not accept this service's access. The operator checks client and secret.",
        CscProblem.Unsupported => "The signing service does not offer what this signature needs. Use another credential or provider.",
        CscProblem.RequestRejected => "The signing service refuses the request. The operator looks at its code.",
        CscProblem.AnswerMalformed => "The signing service gave no usable answer. The operator checks address and version.",
        CscProblem.AnswerTooLong => "The answer of the signing service is too long. The operator checks its address.",
        CscProblem.Redirected => "The signing service points to another address, which is not followed. The operator corrects the address.",
        CscProblem.TimedOut => "The signing service did not answer in time. Nothing was signed here; try again.",
        _ => "The signing service can't be reached or has trouble. Try again later.",
    };

    private static CscProblem? FromCode(string? code) => code switch
    {
        "invalid_pin" => CscProblem.PinWrong,
        "pin_locked" => CscProblem.PinLocked,
        "invalid_otp" => CscProblem.OtpWrong,
        "otp_locked" => CscProblem.OtpLocked,
        "access_denied" => CscProblem.AccessDenied,
        "expired_sad" => CscProblem.AuthorisationExpired,
        "invalid_sad" => CscProblem.AuthorisationInvalid,
        "invalid_token" or "expired_token" or "invalid_client" or "unauthorized_client" or "invalid_grant" => CscProblem.TokenRejected,
        "server_error" or "temporarily_unavailable" => CscProblem.Unavailable,
        _ => null,
    };

    /// <summary>The texts of the tables, and what services write in their place.</summary>
    private static CscProblem? FromText(string text)
    {
        bool Has(params string[] words) => words.All(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
        return text switch
        {
            _ when Has("pin", "locked") => CscProblem.PinLocked,
            _ when Has("otp", "locked") => CscProblem.OtpLocked,
            _ when Has("pin", "invalid") => CscProblem.PinWrong,
            _ when Has("otp", "invalid") || Has("otp", "expired") => CscProblem.OtpWrong,
            _ when Has("sad", "expired") => CscProblem.AuthorisationExpired,
            _ when Has("not authorized by the sad") || Has("sad", "invalid") || Has("authorized", "number") => CscProblem.AuthorisationInvalid,
            _ when Has("credential", "disabled") || Has("certificate", "expired") || Has("certificate", "suspended") || Has("certificate", "revoked") || Has("key", "disabled") => CscProblem.CredentialUnusable,
            _ when Has("invalid", "credentialid") => CscProblem.CredentialUnknown,
            _ => null,
        };
    }

    private static CscProblem FromStatus(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => CscProblem.TokenRejected,
        HttpStatusCode.Forbidden => CscProblem.AccessDenied,
        HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented => CscProblem.Unsupported,
        >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests => CscProblem.Unavailable,
        _ => CscProblem.RequestRejected,
    };

    private static (string? Code, string Text) Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? (CscJson.Text(root, "error"), CscJson.Text(root, "error_description") ?? CscJson.Text(root, "errorDescription") ?? "")
                : (null, "");
        }
        catch (JsonException)
        {
            return (null, "");
        }
    }

    /// <summary>A foreign text may be anything; only what looks like a code is passed on.</summary>
    private static string? Clean(string? code) =>
        code is { Length: > 0 and <= 64 } && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') ? code : null;
}
