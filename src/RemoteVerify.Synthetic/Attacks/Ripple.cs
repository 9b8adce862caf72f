namespace RemoteVerify.Synthetic.Attacks;

/// <summary>A smooth wave between -1 and 1 with period 1, by parabolas: quick enough for every pixel.</summary>
internal static class Ripple
{
    public static float At(float x)
    {
        float t = (2 * (x - MathF.Floor(x))) - 1;
        return 4 * t * (1 - MathF.Abs(t));
    }
}
