using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Injection;

/// <summary>One injected session: the pictures and the way they come in.</summary>
public sealed record InjectedStream(IFrameSource Source, InjectionEntry Entry);

/// <summary>An attack that sits inside the page and knows which picture is a proof picture.</summary>
public interface IHookedSource : IFrameSource
{
    /// <summary>What is sent when a proof picture is asked for.</summary>
    RenderedFrame CaptureProof(TimeSpan at, int widthPixels, int heightPixels);
}
