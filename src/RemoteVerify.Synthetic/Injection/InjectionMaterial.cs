using System.Collections.Concurrent;
using RemoteVerify.Synthetic.Cameras;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Injection;

/// <summary>What an attacker has: the holder's picture and films, a head model of the holder, and a helper who looks different.</summary>
/// <param name="holder">Whose portrait is in the chip.</param>
/// <param name="helper">Somebody else, who lives and does what is asked.</param>
public sealed class InjectionMaterial(FrameAtlas holder, FrameAtlas helper)
{
    private const int Films = 2;
    private readonly ConcurrentDictionary<(string Kind, int Number), Lazy<Film>> _films = new();

    /// <summary>Columns and rows of films.</summary>
    public (int Width, int Height) FilmPixels { get; init; } = (640, 480);

    /// <summary>A sharp frontal picture of the holder, as from a social network.</summary>
    public RenderedFrame Picture => holder.Frame(0);

    /// <summary>Somebody who looks about and turns, filmed once and used by several clips.</summary>
    public Film Looking(ulong seed) => Shared("looking", seed, FilmScript.Looking);

    /// <summary>The holder doing each movement once, filmed once: the attacker's library.</summary>
    public Film Movements(ulong seed) => Shared("movements", seed, FilmScript.Movements);

    /// <summary>A whole earlier session of the holder, with other steps in another order.</summary>
    public Film EarlierSession(ulong seed) => Shared("session", seed, FilmScript.Session);

    /// <summary>The holder, living, before a camera drawn from the seed.</summary>
    public SyntheticCamera Holder(ulong seed) => Living(holder, seed);

    /// <summary>The helper, living, before a camera drawn from the seed.</summary>
    public SyntheticCamera Helper(ulong seed) => Living(helper, seed);

    /// <summary>The holder's head as a model in a computer: moves as told, and what films it is the options' to say.</summary>
    public SyntheticCamera Model(SyntheticCameraOptions options) => new(holder, options);

    private static SyntheticCamera Living(FrameAtlas atlas, ulong seed) => new(atlas, new() { Seed = seed, Camera = CameraOptions.Draw(seed) });

    private Film Shared(string kind, ulong seed, Func<int, FilmScript> script)
    {
        int number = (int)(seed % Films);
        return _films.GetOrAdd((kind, number), _ => new(() => Film.Shoot(new(holder, new() { Seed = (ulong)number + 900, Camera = new() }), script(number), FilmPixels))).Value;
    }
}
