using RemoteVerify.Biometrics.Matching;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>What one capture is about.</summary>
/// <param name="SessionId">The host's identifier; goes into the evidence.</param>
/// <param name="TransactionHash">SHA-256 over what the capture is bound to (the chip's security object and portrait file), in hexadecimal.</param>
/// <param name="Portrait">Template of the chip's portrait.</param>
/// <param name="Earlier">Frames of earlier sessions.</param>
/// <param name="Attempt">1 for the first try.</param>
/// <param name="Models">The models in use.</param>
public sealed record LivenessSessionOptions(
    string SessionId,
    string TransactionHash,
    LivenessPolicy Policy,
    FaceTemplate Portrait,
    EarlierFrames Earlier,
    int Attempt,
    IReadOnlyList<ModelIdentity> Models)
{
    /// <summary>The set that the models belong to; null where there is none to name.</summary>
    public ModelSetIdentity? ModelSet { get; init; }

    /// <summary>SHA-256 of the policy in canonical form, in hexadecimal; filled by <see cref="LivenessSession"/> into the evidence.</summary>
    public string PolicySha256 => SignedLivenessPolicy.Sha256(Policy);

    public override string ToString() => $"capture {SessionId}, attempt {Attempt}";
}

/// <summary>A model by name and hash.</summary>
public sealed record ModelIdentity(string Name, string Sha256);

/// <summary>A set of models.</summary>
/// <param name="Name">Its name in the manifest.</param>
/// <param name="Grade">demo, development or production.</param>
/// <param name="Thresholds">Where its match thresholds come from: the manifest, or an operator's calibration.</param>
public sealed record ModelSetIdentity(string Name, string Grade, string Thresholds);
