using System.Numerics;

namespace RemoteVerify.Synthetic.Cast;

/// <summary>Colour of the screen in front of the scene over time; the camera follows a change within about 120 ms.</summary>
internal sealed class ScreenGlow
{
    private readonly List<(TimeSpan Since, Vector3 Colour)> _changes = [];

    public void Show(Vector3 colour, TimeSpan at) => _changes.Add((at, colour));

    public Vector3 At(TimeSpan time)
    {
        Vector3 colour = Vector3.Zero;
        foreach ((TimeSpan since, Vector3 next) in _changes)
        {
            float share = Math.Clamp((float)((time - since).TotalMilliseconds / 120), 0, 1);
            colour = Vector3.Lerp(colour, next, share);
        }

        return colour;
    }
}
