using RemoteVerify.Synthetic.Cameras;
using RemoteVerify.Synthetic.Cast;

namespace RemoteVerify.Synthetic.Injection;

/// <summary>
/// A model of the holder's head that answers in real time, filmed by a camera of the computer's own: without one, by a
/// noiseless one, or by one that behaves like a real camera. With a real camera it also answers the screen's light.
/// </summary>
internal static class HeadPuppet
{
    private static readonly CameraOptions NoCamera = new() { Gain = 0, ExposureDrift = 0 };

    /// <summary>As renderers deliver it: no noise, no exposure, no light from the screen, the same reaction every time.</summary>
    public static IFrameSource Plain(InjectionMaterial material, ulong seed) => new Unlit(material.Model(new()
    {
        Seed = seed,
        Camera = NoCamera,
        Motion = new() { LeastReaction = TimeSpan.FromMilliseconds(350), MostReaction = TimeSpan.FromMilliseconds(350), Tremor = 0.35f },
    }));

    /// <summary>With a camera drawn like those of living people, a person's reactions, and the screen's light rendered: the strongest that can be made here.</summary>
    public static IFrameSource WithCamera(InjectionMaterial material, ulong seed) => material.Model(new() { Seed = seed, Camera = CameraOptions.Draw(seed) });

    private sealed class Unlit(IFrameSource inner) : IFrameSource
    {
        public void Ask(AskedMotion motion, TimeSpan at) => inner.Ask(motion, at);

        public void ShowScreenColour(System.Numerics.Vector3 colour, TimeSpan at)
        {
        }

        public People.RenderedFrame Capture(TimeSpan at, int widthPixels, int heightPixels) => inner.Capture(at, widthPixels, heightPixels);
    }
}
