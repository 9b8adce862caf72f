using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Hsm;

/// <summary>A key of a token can't be used. Infrastructure trouble; the message says what to do and holds no secret.</summary>
public sealed class HsmException(HsmProblem problem, string message, Exception? innerException = null) : KeyUnavailableException(message, innerException)
{
    /// <summary>What is wrong.</summary>
    public HsmProblem Problem { get; } = problem;

    /// <inheritdoc/>
    public override string Reason => Problem.ToString();
}
