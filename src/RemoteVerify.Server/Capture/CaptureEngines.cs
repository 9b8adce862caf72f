using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Liveness;

namespace RemoteVerify.Server.Capture;

/// <summary>The networks as far as they are here. Without them everything but captures works, and captures say why.</summary>
public sealed class CaptureEngines : IDisposable
{
    private readonly BiometricEngine? _engine;

    private CaptureEngines(BiometricEngine? engine, string? lack)
    {
        _engine = engine;
        Analyser = engine is null ? null : new FrameAnalyser(engine);
        Models = engine is null ? [] : [.. engine.Catalog.Models.Select(model => new ModelIdentity(model.Id, model.Sha256))];
        Set = engine is null ? null : new ModelSetIdentity(engine.Catalog.Set.Name, engine.Catalog.Grade, engine.Catalog.ThresholdSource);
        Lack = lack;
    }

    public BiometricEngine? Engine => _engine;

    public FrameAnalyser? Analyser { get; }

    public IReadOnlyList<ModelIdentity> Models { get; }

    /// <summary>The set in use, or null.</summary>
    public ModelSetIdentity? Set { get; }

    /// <summary>One sentence on what is missing, or null.</summary>
    public string? Lack { get; }

    public static CaptureEngines With(BiometricEngine engine) => new(engine, null);

    public static CaptureEngines Without(string lack) => new(null, lack);

    public void Dispose() => _engine?.Dispose();
}
