using System.Text;
using System.Text.Json;

namespace RemoteVerify.Server.Agencies.Portal;

/// <summary>How a call of the portal ended.</summary>
/// <param name="Trouble">A code; null when it went well.</param>
/// <param name="Answer">The whole answer, when there was one.</param>
internal sealed record PortalAnswer(string? Trouble, JsonElement Answer);

/// <summary>
/// Speaks with the portal: signs in, calls a service, signs in anew once when the session is not taken any more. An error code is trouble that
/// may pass: which of them last for ever, the portal does not say.
/// </summary>
public sealed class NationalPortalClient(AgencyLine line, NationalPortalOptions options)
{
    /// <summary>Name of the client with its time limit.</summary>
    public const string ClientName = "national-portal";

    private readonly SemaphoreSlim _gate = new(1, 1);
    private string? _session;

    /// <summary>Calls one service.</summary>
    internal async Task<PortalAnswer> CallAsync(string unit, string service, IReadOnlyDictionary<string, object> members, CancellationToken cancellationToken)
    {
        for (bool again = false; ; again = true)
        {
            (string? session, string? trouble) = await SessionAsync(again, cancellationToken);
            if (session is null)
            {
                return new PortalAnswer(trouble, default);
            }

            Dictionary<string, object> body = new(members) { ["session"] = session, ["madonvi"] = unit, ["service"] = service };
            LineAnswer answer = await line.PostAsync(new Uri(options.Address!, options.ServicePath), Bytes(body), null, cancellationToken);
            PortalAnswer read = Read(answer);
            if (again || !(answer.Status == StatusCodes.Status401Unauthorized || read.Trouble?.StartsWith("error-", StringComparison.Ordinal) == true))
            {
                return read;
            }
        }
    }

    /// <summary>The session of this node, or why there is none.</summary>
    private async Task<(string? Session, string? Trouble)> SessionAsync(bool anew, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_session is { } known && !anew)
            {
                return (known, null);
            }

            _session = null;
            string password = Encoding.UTF8.GetString(SecretReference.Read(options.Password!));
            LineAnswer answer = await line.PostAsync(
                new Uri(options.Address!, options.SignInPath), Bytes(new Dictionary<string, object> { ["username"] = options.User!, ["password"] = password }), null, cancellationToken);
            PortalAnswer read = Read(answer);
            if (read.Trouble is null && read.Answer.TryGetProperty("session", out JsonElement session) && session.ValueKind == JsonValueKind.String)
            {
                _session = session.GetString();
            }

            return (_session, _session is null ? $"sign-in-{read.Trouble ?? "malformed"}" : null);
        }
        finally
        {
            _gate.Release();
        }
    }

    private static byte[] Bytes(Dictionary<string, object> body) => JsonSerializer.SerializeToUtf8Bytes(body, PlainJson);

    /// <summary>The portal's names are written as they are.</summary>
    private static readonly JsonSerializerOptions PlainJson = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Good is only what says that it is: <c>error_code</c> of zero, as a number or as text.</summary>
    private PortalAnswer Read(LineAnswer answer)
    {
        if (answer.Trouble is { } trouble)
        {
            return new PortalAnswer(trouble, default);
        }

        if (!answer.IsSuccess)
        {
            return new PortalAnswer($"status-{answer.Status}", default);
        }

        try
        {
            JsonElement root = JsonSerializer.Deserialize<JsonElement>(answer.Body);
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error_code", out JsonElement code) && CodeOf(code) is { } said)
            {
                return said.TrimStart('0').Length == 0 ? new PortalAnswer(null, root) : new PortalAnswer($"error-{said}", root);
            }
        }
        catch (JsonException)
        {
            // Falls through: it is no answer.
        }

        line.WasNonsense();
        return new PortalAnswer("malformed", default);
    }

    /// <summary>A short word of letters and digits; null for anything else, so that nothing foreign gets into records.</summary>
    private static string? CodeOf(JsonElement code)
    {
        string text = code.ValueKind switch { JsonValueKind.Number => code.GetRawText(), JsonValueKind.String => code.GetString()!, _ => string.Empty };
        return text.Length is > 0 and <= 12 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? text : null;
    }
}
