// W3C Web Authentication Level 3 sections 7.1 and 7.2, as ASP.NET Core Identity verifies them.
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using RemoteVerify.Cases;
using RemoteVerify.Cases.SignIn.Desks;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Server.Security.Passkeys;

/// <summary>A question to a passkey, for a form.</summary>
/// <param name="Options">For the browser: options of the standard, as JSON.</param>
/// <param name="State">What the form brings back, sealed.</param>
public sealed record PasskeyQuestion(string Options, string State)
{
    public override string ToString() => nameof(PasskeyQuestion);
}

/// <summary>A good answer of a passkey.</summary>
/// <param name="Client">Whose.</param>
/// <param name="Passkey">With the count that the device tells now.</param>
/// <param name="Challenge">What was signed, Base64url; for a confirmation SHA-256 of a random value and the digest of what is confirmed.</param>
public sealed record PasskeyAnswer(ClientRegistration Client, OfficerPasskey Passkey, string Challenge)
{
    public override string ToString() => nameof(PasskeyAnswer);
}

/// <summary>
/// Asks passkeys and judges their answers: to sign in, to be registered, and to confirm exactly one thing. A question is good for one answer within ten minutes, and the challenge of a
/// confirmation carries the digest of what is confirmed, so that no answer can be used for something else.
/// </summary>
public sealed class PasskeyDesk(
    IPasskeyHandler<OfficerUser> handler, IDataProtectionProvider protection, IUnitOfWorkFactory stores, SingleUse singleUse, TimeProvider time)
{
    /// <summary>How long a question stands.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const int LongestAnswer = 16_384;

    private readonly IDataProtector _protector = protection.CreateProtector("desk passkey question v1");

    private enum Purpose
    {
        SignIn,
        Register,
        Confirm,
    }

    /// <summary>Asks for any passkey of any officer.</summary>
    public async Task<PasskeyQuestion> AskForSignInAsync(HttpContext context)
    {
        PasskeyRequestOptionsResult made = await handler.MakeRequestOptionsAsync(null, context);
        return Ask(Purpose.SignIn, null, null, made.RequestOptionsJson, made.AssertionState);
    }

    /// <summary>Asks an officer's device for a new passkey.</summary>
    public async Task<PasskeyQuestion> AskForRegistrationAsync(ClientRegistration client, HttpContext context)
    {
        OfficerUser user = OfficerUser.Of(client);
        PasskeyCreationOptionsResult made = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = user.Id, Name = client.Id, DisplayName = client.Name }, context);
        return Ask(Purpose.Register, client, null, made.CreationOptionsJson, made.AttestationState);
    }

    /// <summary>Asks an officer to confirm what the digest is of.</summary>
    public async Task<PasskeyQuestion> AskForConfirmationAsync(ClientRegistration client, Sha256Digest what, HttpContext context)
    {
        PasskeyRequestOptionsResult made = await handler.MakeRequestOptionsAsync(OfficerUser.Of(client), context);
        JsonNode options = JsonNode.Parse(made.RequestOptionsJson)!;
        string random = (string)options["challenge"]!;
        string bound = Bind(random, what);
        options["challenge"] = bound;
        return Ask(Purpose.Confirm, client, what, options.ToJsonString(), WithChallenge(made.AssertionState!, random, bound));
    }

    /// <summary>The framework's own state with another challenge in the place of the one it made; it writes bytes in ordinary Base64.</summary>
    private static string WithChallenge(string state, string random, string bound)
    {
        JsonObject read = JsonNode.Parse(state)!.AsObject();
        byte[] made = Base64Url.DecodeFromChars(random);
        string name = read.FirstOrDefault(one => one.Value is JsonValue value && value.TryGetValue(out string? text) && text == Convert.ToBase64String(made)).Key
            ?? throw new InvalidOperationException("The framework's state names its challenge in a way that is not known here.");
        read[name] = Convert.ToBase64String(Base64Url.DecodeFromChars(bound));
        return read.ToJsonString();
    }

    /// <summary>The challenge of a confirmation: SHA-256 of 32 random bytes and the digest of what is confirmed.</summary>
    public static string Bind(string random, Sha256Digest what)
    {
        return Base64Url.EncodeToString(SHA256.HashData([.. Base64Url.DecodeFromChars(random), .. what.ToBytes()]));
    }

    /// <summary>Whose passkey answered; null when the answer is not good.</summary>
    public async Task<PasskeyAnswer?> SignInAsync(string? credential, string? state, HttpContext context) =>
        await OpenAsync(Purpose.SignIn, credential, state, context.RequestAborted) is { } question ? await AssertAsync(question, credential!, context) : null;

    /// <summary>The confirmation of exactly this by exactly this officer; null when it is one of something or somebody else, old, used, or not good.</summary>
    public async Task<PasskeyAnswer?> ConfirmAsync(ClientRegistration client, Sha256Digest what, string? credential, string? state, HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(client);
        return await OpenAsync(Purpose.Confirm, credential, state, context.RequestAborted, question => question.Account == client.Id && question.What == what.Hex) is { } question
            && await AssertAsync(question, credential!, context) is { } answer && answer.Client.Id == client.Id ? answer : null;
    }

    /// <summary>The passkey that a device made for this officer; null when the answer is not good.</summary>
    public async Task<OfficerPasskey?> RegisterAsync(ClientRegistration client, string name, string? credential, string? state, HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (await OpenAsync(Purpose.Register, credential, state, context.RequestAborted, question => question.Account == client.Id) is not { } question)
        {
            return null;
        }

        PasskeyAttestationResult result = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = context, CredentialJson = credential!, AttestationState = question.State });
        return result is { Succeeded: true, Passkey: { IsUserVerified: true } made } && result.UserEntity.Id == OfficerUser.Of(client).Id
            ? new OfficerPasskey(new TenantId(client.Tenant), client.Id, made.CredentialId, made.PublicKey, name, time.GetUtcNow())
            {
                SignCount = made.SignCount,
                Transports = made.Transports ?? [],
                IsUserVerified = made.IsUserVerified,
                IsBackupEligible = made.IsBackupEligible,
                IsBackedUp = made.IsBackedUp,
                AttestationObject = made.AttestationObject,
                ClientData = made.ClientDataJson,
            }
            : null;
    }

    private PasskeyQuestion Ask(Purpose purpose, ClientRegistration? client, Sha256Digest? what, string options, string? state)
    {
        string challenge = (string)JsonNode.Parse(options)!["challenge"]!;
        Question question = new(purpose, client?.Id, what?.Hex, challenge, state ?? string.Empty, time.GetUtcNow() + Lifetime);
        return new PasskeyQuestion(options, _protector.Protect(JsonSerializer.Serialize(question)));
    }

    /// <summary>The question that belongs to an answer, used up.</summary>
    private async Task<Question?> OpenAsync(Purpose purpose, string? credential, string? state, CancellationToken cancellationToken, Func<Question, bool>? fits = null)
    {
        if (credential is not { Length: > 0 and <= LongestAnswer } || state is not { Length: > 0 and <= LongestAnswer })
        {
            return null;
        }

        try
        {
            Question? question = JsonSerializer.Deserialize<Question>(_protector.Unprotect(state));
            return question is not null && question.Purpose == purpose && question.ExpiresAt > time.GetUtcNow() && fits?.Invoke(question) != false
                && await singleUse.TryUseAsync("desk-passkey", question.Challenge, question.ExpiresAt, cancellationToken) ? question : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }

    private async Task<PasskeyAnswer?> AssertAsync(Question question, string credential, HttpContext context)
    {
        PasskeyAssertionResult<OfficerUser> result = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = context, CredentialJson = credential, AssertionState = question.State });
        if (!result.Succeeded || !result.Passkey.IsUserVerified)
        {
            return null;
        }

        await using IUnitOfWork unit = await stores.BeginAsync(context.RequestAborted);
        return await unit.DeskAccess.FindPasskeyAsync(result.Passkey.CredentialId, context.RequestAborted) is { } known
            ? new PasskeyAnswer(result.User.Client, known with { SignCount = result.Passkey.SignCount, IsBackedUp = result.Passkey.IsBackedUp }, question.Challenge)
            : null;
    }

    private sealed record Question(Purpose Purpose, string? Account, string? What, string Challenge, string State, DateTimeOffset ExpiresAt)
    {
        public override string ToString() => nameof(Question);
    }
}
