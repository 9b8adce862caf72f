// RFC 9470 (step-up authentication): 401 with insufficient_user_authentication when the token says too little about the sign-in.
using System.Security.Claims;
using RemoteVerify.Cases.SignIn.Desks;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Security.Officers;

/// <summary>Which operations of an officer are decisions or signatures, and what the token must say about the sign-in for them.</summary>
/// <param name="Demand">What is demanded.</param>
public sealed record OfficerSignInRule(OfficerFactor Demand)
{
    /// <summary>Value of <c>amr</c> for a client certificate.</summary>
    public const string Certificate = SignInMethods.Certificate;

    /// <summary>Value of <c>amr</c> for a one-time code (RFC 8176).</summary>
    public const string OneTimeCode = SignInMethods.OneTimeCode;

    /// <summary>Decisions among the operations that the scope <c>evidence</c> opens; all that <c>countersign</c> opens are decisions or signatures.</summary>
    private static readonly HashSet<string> Decisions = ["DecideIdentity", "AcceptCase", "CompareOriginal", "TakePledge", "RecordAgencyAnswer", "ConfirmPayment"];

    /// <summary>The rule of the settings, or what counts when nothing was set.</summary>
    public static OfficerSignInRule Of(OfficerSignInOptions options, bool isProduction)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new OfficerSignInRule(options.Demand ?? (isProduction ? OfficerFactor.Either : OfficerFactor.None));
    }

    /// <summary>Whether an officer decides or signs by the operation.</summary>
    public static bool Covers(string operation) => Decisions.Contains(operation) || ScopeTable.NeededFor(operation).Contains(Scopes.Countersign);

    /// <summary>Whether the token says enough.</summary>
    public bool IsMetBy(ClaimsPrincipal user) => IsMetBy(user.Methods());

    /// <summary>Whether a sign-in by these methods is enough. A passkey counts wherever a one-time code does: it is bound to the device and to this address.</summary>
    public bool IsMetBy(IReadOnlyList<string> methods) => Demand switch
    {
        OfficerFactor.None => true,
        OfficerFactor.ClientCertificate => methods.Contains(Certificate),
        OfficerFactor.OneTimeCode => methods.Contains(OneTimeCode) || methods.Contains(SignInMethods.Passkey),
        _ => methods.Contains(Certificate) || methods.Contains(OneTimeCode) || methods.Contains(SignInMethods.Passkey) || methods.Contains(SignInMethods.StrongProvider),
    };

    /// <summary>Keeps the rule on every operation of the API.</summary>
    public static void Keep(RouteGroupBuilder api) => api.AddEndpointFilter((context, next) =>
    {
        HttpContext http = context.HttpContext;
        OfficerSignInRule rule = http.RequestServices.GetRequiredService<OfficerSignInRule>();
        string? operation = http.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;
        if (operation is null || http.User.FindFirstValue("kind") != nameof(ClientKind.Officer) || !Covers(operation) || rule.IsMetBy(http.User))
        {
            return next(context);
        }

        http.Response.Headers.WWWAuthenticate = "Bearer realm=\"remoteverify\", error=\"insufficient_user_authentication\"";
        return ValueTask.FromResult<object?>(Problem.Of(StatusCodes.Status401Unauthorized, "token.second-factor-needed", $"A decision or signature needs {rule.Words}. Ask for a new token with it."));
    });

    private string Words => Demand switch
    {
        OfficerFactor.ClientCertificate => "a sign-in with your client certificate",
        OfficerFactor.OneTimeCode => "a sign-in with a one-time code",
        _ => "a sign-in with your client certificate or a one-time code",
    };
}
